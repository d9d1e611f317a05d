import type { Git, GitOptions } from "./git.js";

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
 * Reads many files of a repository in order, with few git processes.
 *
 * @param oids object ids, which may repeat; null for a missing file
 * @returns one item for each of them; a failure of git itself is the last item
 */
export async function* readBlobs(
  git: Git,
  gitDir: string,
  oids: readonly (string | null)[],
  options: GitOptions = {},
): AsyncGenerator<Blob | { readonly kind: "failed"; readonly message: string }> {
  const catFile = (names: readonly string[], more: GitOptions, ...args: string[]) =>
    git.run([`--git-dir=${gitDir}`, "cat-file", ...args], {
      ...options,
      ...more,
      input: names.map((oid) => `${oid}\n`).join(""),
    });

  const present = oids.flatMap((oid) => oid ?? []);
  const sizes = await catFile(present, {}, "--batch-check=%(objecttype) %(objectsize)");
  if (sizes.kind === "failed") return yield sizes;
  const lines = sizes.output.toString("utf8").split("\n").values();
  const files = oids.map((oid): SizedBlob => {
    const size = oid === null ? undefined : /^blob (\d+)$/.exec(lines.next().value ?? "")?.[1];
    return { oid: oid ?? "", size: size === undefined ? null : Number(size) };
  });
  for (const batch of inBatches(files)) {
    const readable = batch.filter(isReadable);
    const maxBytes = batchBytes + maxFileBytes + readable.length * 200;
    const result = await catFile(
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

function isReadable({ size }: SizedBlob): boolean {
  return size !== null && size <= maxFileBytes;
}

function* inBatches(files: readonly SizedBlob[]): Generator<readonly SizedBlob[]> {
  let batch: SizedBlob[] = [];
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
