import type { Git, GitOptions } from "./git.js";

/** A file of more bytes is not read: no list is as long. */
export const maxFileBytes = 10 * 1024 * 1024;
/** Files are read in batches of about so many bytes, so that a long history need not be in memory at once. */
const batchBytes = 32 * 1024 * 1024;

/** A file's content by its object id; `too-large` and `missing` are told apart from content. */
export type Blob =
  | { kind: "content"; bytes: Buffer }
  | { kind: "too-large"; size: number }
  | { kind: "missing" };

/**
 * Reads many files of a repository in order, with a few git processes in all.
 *
 * @param oids object ids, or names git understands such as `sha:path`, without line breaks; may repeat
 * @returns one item for each of them; a failure of git itself is the last item
 */
export async function* readBlobs(
  git: Git,
  gitDir: string,
  oids: readonly string[],
  options: GitOptions = {},
): AsyncGenerator<Blob | { kind: "failed"; message: string }> {
  const sizes = await git.run(
    [`--git-dir=${gitDir}`, "cat-file", "--batch-check=%(objecttype) %(objectsize)"],
    {
      ...options,
      input: oids.map((oid) => `${oid}\n`).join(""),
    },
  );
  if (sizes.kind === "failed") return yield sizes;
  const lines = sizes.output.toString("utf8").split("\n");
  const size = (at: number): number | null => {
    const found = /^blob (\d+)$/.exec(lines[at] ?? "")?.[1];
    return found === undefined ? null : Number(found);
  };
  const isReadable = (at: number): boolean => (size(at) ?? Number.POSITIVE_INFINITY) <= maxFileBytes;

  let from = 0;
  while (from < oids.length) {
    let to = from;
    for (let sum = 0; to < oids.length && (to === from || sum < batchBytes); to++)
      sum += isReadable(to) ? (size(to) ?? 0) : 0;
    const wanted = oids.slice(from, to).filter((_, i) => isReadable(from + i));
    const batch = await git.run([`--git-dir=${gitDir}`, "cat-file", "--batch"], {
      ...options,
      input: wanted.map((oid) => `${oid}\n`).join(""),
      maxBytes: batchBytes + maxFileBytes + wanted.length * 200,
    });
    if (batch.kind === "failed") return yield batch;
    let offset = 0;
    for (let at = from; at < to; at++) {
      const bytes = size(at);
      if (bytes === null) yield { kind: "missing" };
      else if (bytes > maxFileBytes) yield { kind: "too-large", size: bytes };
      else {
        // Each answer is `<oid> blob <size>`, a line break, the content, a line break.
        const start = batch.output.indexOf(10, offset) + 1;
        yield { kind: "content", bytes: batch.output.subarray(start, start + bytes) };
        offset = start + bytes + 1;
      }
    }
    from = to;
  }
}
