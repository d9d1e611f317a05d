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
    await new Promise<void>((resolve) => {
      stream.onAbort(resolve);
      ended.addEventListener("abort", () => resolve(), { once: true });
    });
    clearInterval(keepAlive);
    stopListening();
  });
}
