import type { Git, GitOptions } from "./git.js";

/** A file of more bytes is not read: no list is as long. */
export const maxFileBytes = 10 * 1024 * 1024;
/** Files are read in batches of about so many bytes, so that a long history need not be in memory at once. */
const batchBytes = 32 * 1024 * 1024;

/** A file's content, or why there is none. */
export type Blob =
  | { readonly kind: "content"; readonly bytes: Buffer }
  | { readonly kind: "too-large"; readonly size: number }
  | { readonly kind: "missing" };

/** A file that is to be read. `size` is null for one that is not there. */
interface Wanted {
  readonly oid: string;
  readonly size: number | null;
}

/**
 * Reads many files of a repository in order, with a few git processes in all.
 *
 * @param oids object ids, which may repeat; null for a file that is not there
 * @returns one item for each of them; a failure of git itself is the last item
 */
export async function* readBlobs(
  git: Git,
  gitDir: string,
  oids: readonly (string | null)[],
  options: GitOptions = {},
): AsyncGenerator<Blob | { readonly kind: "failed"; readonly message: string }> {
  const ask = (wanted: readonly string[], more: GitOptions, ...args: string[]) =>
    git.run([`--git-dir=${gitDir}`, "cat-file", ...args], {
      ...options,
      ...more,
      input: wanted.map((oid) => `${oid}\n`).join(""),
    });

  const present = oids.flatMap((oid) => oid ?? []);
  const sizes = await ask(present, {}, "--batch-check=%(objecttype) %(objectsize)");
  if (sizes.kind === "failed") return yield sizes;
  const lines = sizes.output.toString("utf8").split("\n").values();
  const files = oids.map((oid): Wanted => {
    const size = oid === null ? undefined : /^blob (\d+)$/.exec(lines.next().value ?? "")?.[1];
    return { oid: oid ?? "", size: size === undefined ? null : Number(size) };
  });
  for (const batch of inBatches(files)) {
    const readable = batch.filter(isReadable);
    const maxBytes = batchBytes + maxFileBytes + readable.length * 200;
    const result = await ask(
      readable.map(({ oid }) => oid),
      { maxBytes },
      "--batch",
    );
    if (result.kind === "failed") return yield result;
    let offset = 0;
    for (const { size } of batch) {
      if (size === null) yield { kind: "missing" };
      else if (size > maxFileBytes) yield { kind: "too-large", size };
      else {
        // Each answer is `<oid> blob <size>`, a line break, the content, a line break.
        const start = result.output.indexOf("\n", offset) + 1;
        yield { kind: "content", bytes: result.output.subarray(start, start + size) };
        offset = start + size + 1;
      }
    }
  }
}

function isReadable({ size }: Wanted): boolean {
  return size !== null && size <= maxFileBytes;
}

function* inBatches(files: readonly Wanted[]): Generator<readonly Wanted[]> {
  let batch: Wanted[] = [];
  let bytes = 0;
  for (const file of files) {
    batch.push(file);
    if (isReadable(file)) bytes += file.size ?? 0;
    if (bytes < batchBytes) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
