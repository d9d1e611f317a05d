import type { SandboxEvent } from "./protocol.js";

/** Milliseconds. */
const reconnectDelay = 1000;

/**
 * Listens to the sandbox's events and reconnects when the stream breaks. Each connection starts with `hello`: what
 * was known before may be stale.
 *
 * @returns A function that stops listening.
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
        // Not reachable: try again.
      }
      if (!stop.signal.aborted) await new Promise((resolve) => setTimeout(resolve, reconnectDelay));
    }
  })();
  return () => stop.abort();
}

/** Reads server-sent events: blocks that end with an empty line, each with one JSON object in its `data:` line. */
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
