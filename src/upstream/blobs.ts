import { type GitOptions, type RepositoryGit, UpstreamError } from "./git.js";

/** Larger files are not read. */
export const maxFileBytes = 10 * 1024 * 1024;
/** Files are read in batches of about this size: a long history need not fit into memory, and joining more holds the loop. */
const batchBytes = 4 * 1024 * 1024;

/** A file's content, or why there is none. */
export type Blob =
  | { readonly kind: "content"; readonly bytes: Buffer }
  | { readonly kind: "too-large"; readonly size: number }
  /** Git cannot read it. */
  | { readonly kind: "broken" }
  | { readonly kind: "missing" };

interface SizedBlob {
  readonly oid: string;
  /** Null if the repository does not have it. */
  readonly size: number | null;
}

/**
 * Reads many files of a repository with few git processes: one item for each object id, in their order. One that git
 * cannot read does not keep the others from being read.
 */
export async function* readBlobs(
  git: RepositoryGit,
  oids: readonly string[],
): AsyncGenerator<Blob, undefined> {
  for (const batch of inBatches(await sizesOf(git, oids))) yield* await readBatch(git, batch);
}

async function readBatch(git: RepositoryGit, batch: readonly SizedBlob[]): Promise<readonly Blob[]> {
  const readable = batch.filter(isReadable).map(({ oid }) => oid);
  try {
    const maxBytes = batchBytes + maxFileBytes + readable.length * 200;
    return contentsOf(batch, await catFile(git, readable, "--batch", { maxBytes }));
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (batch.length === 1) return [{ kind: "broken" }];
    // Git ends at the first broken file: each is read by itself.
    const each: Blob[] = [];
    for (const file of batch) each.push(...(await readBatch(git, [file])));
    return each;
  }
}

function contentsOf(batch: readonly SizedBlob[], output: Buffer): readonly Blob[] {
  let offset = 0;
  return batch.map(({ size }): Blob => {
    if (size === null) return { kind: "missing" };
    if (size > maxFileBytes) return { kind: "too-large", size };
    // Each answer is `<oid> blob <size>`, a line break, the content, a line break.
    const start = output.indexOf("\n", offset) + 1;
    offset = start + size + 1;
    return { kind: "content", bytes: output.subarray(start, start + size) };
  });
}

/** Which of these objects the repository does not have. */
export async function missingOf(git: RepositoryGit, oids: readonly string[]): Promise<readonly string[]> {
  return (await sizesOf(git, oids)).filter(({ size }) => size === null).map(({ oid }) => oid);
}

/** Whether the repository has each of these objects, named as git names them. @throws {UpstreamError} */
export async function areThere(git: RepositoryGit, names: readonly string[]): Promise<readonly boolean[]> {
  const types = String(await catFile(git, names, "--batch-check=%(objecttype)")).split("\n");
  return names.map((name, index) => types[index] !== `${name} missing`);
}

/** @throws {UpstreamError} */
async function sizesOf(git: RepositoryGit, oids: readonly string[]): Promise<readonly SizedBlob[]> {
  if (oids.length === 0) return [];
  const sizes = String(await catFile(git, oids, "--batch-check=%(objecttype) %(objectsize)")).split("\n");
  return oids.map((oid, index): SizedBlob => {
    const size = /^blob (\d+)$/.exec(sizes[index] ?? "")?.[1];
    return { oid, size: size === undefined ? null : Number(size) };
  });
}

function catFile(git: RepositoryGit, oids: readonly string[], format: string, options: GitOptions = {}) {
  return git(["cat-file", format], { ...options, input: oids.map((oid) => `${oid}\n`).join("") });
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
