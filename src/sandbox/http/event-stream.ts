import type { Events } from "../events.js";
import type { SandboxEvent } from "../protocol.js";

/** A comment now and then, so that a reader who has gone is noticed. Milliseconds. */
const KEEP_ALIVE = 15_000;

/** Everything that happens, as server-sent events, until the reader leaves or `ended` fires. */
export function eventStream(events: Events, ended: AbortSignal): Response {
  const encoder = new TextEncoder();
  let leave = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (event: SandboxEvent) =>
        controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`));
      const stopListening = events.listen(send);
      const alive = setInterval(() => controller.enqueue(encoder.encode(":\n\n")), KEEP_ALIVE);
      const end = () => {
        leave();
        controller.close();
      };
      leave = () => {
        clearInterval(alive);
        stopListening();
        ended.removeEventListener("abort", end);
      };
      ended.addEventListener("abort", end);
      send({ type: "hello" });
    },
    cancel: () => leave(),
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
  });
}
