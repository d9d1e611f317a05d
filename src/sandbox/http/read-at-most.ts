/**
 * Reads a request's body; undefined if it is longer than `maxBytes`. Hono's `bodyLimit` does the same, but works only
 * if the Node adapter replaces the global `Request`, which would affect the bot in the same process.
 */
export async function readAtMost(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
