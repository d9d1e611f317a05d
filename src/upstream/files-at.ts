import type { Git, GitOptions } from "./git.js";

/** A file of the list in one commit. */
export interface FileAt {
  readonly path: string;
  /** The object id of its content; null if the commit does not have the file. */
  readonly oid: string | null;
}

export type FilesOutcome =
  | { readonly kind: "files"; readonly files: readonly FileAt[] }
  | { readonly kind: "failed"; readonly message: string };

/** These files as they are in a commit, in the same order. Links and folders count as missing. */
export async function filesAt(
  git: Git,
  gitDir: string,
  sha: string,
  paths: readonly string[],
  options: GitOptions = {},
): Promise<FilesOutcome> {
  const result = await git.run(
    [`--git-dir=${gitDir}`, "--literal-pathspecs", "ls-tree", "-z", "--full-tree", sha, "--", ...paths],
    options,
  );
  if (result.kind === "failed") return result;
  const entries = result.output.toString("utf8").matchAll(/100\d{3} blob ([0-9a-f]+)\t([^\0]+)\0/g);
  const oids = new Map([...entries].map(([, oid = "", path = ""]) => [path, oid]));
  return { kind: "files", files: paths.map((path) => ({ path, oid: oids.get(path) ?? null })) };
}
