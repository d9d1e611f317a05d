import type { SandboxEvent } from "./protocol.js";

/** How long to wait before the stream is opened again, in milliseconds. */
const reconnectDelay = 1000;

/**
 * Listens to what happens in the sandbox, for as long as it runs: a stream that breaks is opened again, and starts
 * with `hello` each time, which says that what was known before may be stale.
 *
 * @returns Stops listening.
 */
export function subscribe(
  url: string,
  onEvent: (event: SandboxEvent) => void,
  send: typeof fetch = fetch,
): () => void {
  const stop = new AbortController();
  void (async () => {
    while (!stop.signal.aborted) {
      try {
        const response = await send(new URL("/sandbox/events", url), { signal: stop.signal });
        if (response.body) await readEvents(response.body, onEvent);
      } catch {
        // The sandbox is gone or was never there: it may come back.
      }
      if (!stop.signal.aborted) await new Promise((resolve) => setTimeout(resolve, reconnectDelay));
    }
  })();
  return () => stop.abort();
}

/** Server-sent events: blocks that end with an empty line, whose `data:` line holds one JSON object. */
async function readEvents(body: ReadableStream<Uint8Array>, onEvent: (event: SandboxEvent) => void) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pending = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (pending + decoder.decode(value, { stream: true })).split("\n\n");
    pending = blocks.pop() ?? "";
    for (const block of blocks) {
      if (block.startsWith("data: ")) onEvent(JSON.parse(block.slice("data: ".length)));
    }
  }
}
