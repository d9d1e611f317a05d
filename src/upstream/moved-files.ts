import type { FileAt } from "./files-at.js";
import type { Git, GitOptions } from "./git.js";
import { pathProblem } from "./remote.js";

/** Guards against tree bombs. Beyond this, moved files are not found. */
const maxMemoryBytes = 1024 * 1024 * 1024;

/** The new places of the files that a commit moves, by their old paths. */
export async function movedFiles(
  git: Git,
  gitDir: string,
  sha: string,
  options: GitOptions,
): Promise<ReadonlyMap<string, FileAt>> {
  const result = await git.run(
    [
      `--git-dir=${gitDir}`,
      "diff-tree",
      "-r",
      "-z",
      "--raw",
      "--no-abbrev",
      "--find-renames=60%",
      "-l200",
      "--diff-filter=R",
      `${sha}^1`,
      sha,
    ],
    { maxMemoryBytes, ...options },
  );
  const moved = new Map<string, FileAt>();
  if (result.kind === "failed") return moved;
  // `:mode mode oid oid R100`, the old path and the new one, each ended by NUL.
  const fields = result.output.toString("utf8").split("\0");
  for (let i = 0; i + 2 < fields.length; i += 3) {
    const [from, path] = [fields[i + 1], fields[i + 2]];
    const oid = fields[i]?.split(" ")[3];
    // Names in the repository are untrusted: only a path that could be configured is followed.
    if (from && path && oid && pathProblem(path) === null) moved.set(from, { path, oid });
  }
  return moved;
}
