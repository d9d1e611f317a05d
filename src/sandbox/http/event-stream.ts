import { setMaxListeners } from "node:events";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Events } from "../events.js";
import type { SandboxEvent } from "../protocol.js";

/** Milliseconds between comments that keep the stream alive, so that a closed connection is noticed. */
const keepAliveInterval = 15_000;

/** Every event as server-sent events, until the client disconnects or `ended` fires. */
export function eventStream(context: Context, events: Events, ended: AbortSignal): Response {
  return streamSSE(context, async (stream) => {
    const send = (event: SandboxEvent) => void stream.writeSSE({ data: JSON.stringify(event) });
    const stopListening = events.listen(send);
    const keepAlive = setInterval(() => void stream.write(":\n\n"), keepAliveInterval);
    send({ type: "hello" });
    // As many as there are pages: they are no leak, of which Node would warn.
    setMaxListeners(0, ended);
    await new Promise<void>((resolve) => {
      const end = (): void => {
        ended.removeEventListener("abort", end);
        resolve();
      };
      stream.onAbort(end);
      ended.addEventListener("abort", end);
    });
    clearInterval(keepAlive);
    stopListening();
  });
}
