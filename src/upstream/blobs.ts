import type { GitOptions, RepositoryGit } from "./git.js";

/** Larger files are not read. */
export const maxFileBytes = 10 * 1024 * 1024;
/** Files are read in batches of about this size, so that a long history need not fit into memory. */
const batchBytes = 32 * 1024 * 1024;

/** A file's content, or why there is none. */
export type Blob =
  | { readonly kind: "content"; readonly bytes: Buffer }
  | { readonly kind: "too-large"; readonly size: number }
  | { readonly kind: "missing" };

interface SizedBlob {
  readonly oid: string;
  /** Null if the repository does not have it. */
  readonly size: number | null;
}

/**
 * Reads many files of a repository with few git processes: one item for each object id, in their order.
 *
 * @throws {UpstreamError}
 */
export async function* readBlobs(
  git: RepositoryGit,
  oids: readonly string[],
): AsyncGenerator<Blob, undefined> {
  const catFile = (names: readonly string[], format: string, options: GitOptions = {}) =>
    git(["cat-file", format], { ...options, input: names.map((oid) => `${oid}\n`).join("") });

  const sizes = String(await catFile(oids, "--batch-check=%(objecttype) %(objectsize)")).split("\n");
  const files = oids.map((oid, index): SizedBlob => {
    const size = /^blob (\d+)$/.exec(sizes[index] ?? "")?.[1];
    return { oid, size: size === undefined ? null : Number(size) };
  });
  for (const batch of inBatches(files)) {
    const readable = batch.filter(isReadable).map(({ oid }) => oid);
    const output = await catFile(readable, "--batch", {
      maxBytes: batchBytes + maxFileBytes + readable.length * 200,
    });
    let offset = 0;
    for (const { size } of batch) {
      if (size === null) yield { kind: "missing" };
      else if (size > maxFileBytes) yield { kind: "too-large", size };
      else {
        // Each answer is `<oid> blob <size>`, a line break, the content, a line break.
        const start = output.indexOf("\n", offset) + 1;
        yield { kind: "content", bytes: output.subarray(start, start + size) };
        offset = start + size + 1;
      }
    }
  }
}

function isReadable({ size }: SizedBlob): boolean {
  return size !== null && size <= maxFileBytes;
}

function* inBatches(files: readonly SizedBlob[]): Generator<readonly SizedBlob[]> {
  let start = 0;
  let bytes = 0;
  for (const [index, file] of files.entries()) {
    if (isReadable(file)) bytes += file.size ?? 0;
    if (bytes < batchBytes && index < files.length - 1) continue;
    yield files.slice(start, index + 1);
    start = index + 1;
    bytes = 0;
  }
}
