import type { RepositoryGit } from "./git.js";
import { pathProblem } from "./remote.js";
import type { FileAt } from "./tree.js";

/** Guards against tree bombs. Beyond this, moved files are not found. */
const maxMemoryBytes = 1024 * 1024 * 1024;

/** The new places of the files that a commit moves, by their old paths; none if git cannot say. */
export async function movedFiles(
  git: RepositoryGit,
  parent: string,
  sha: string,
): Promise<ReadonlyMap<string, FileAt>> {
  const options = "-r -z --raw --no-abbrev --find-renames=60% -l200 --diff-filter=R";
  const diff = git(["diff-tree", ...options.split(" "), parent, sha], { maxMemoryBytes });
  // `:mode mode oid oid R100`, the old path and the new one, each ended by NUL.
  const renames = String(await diff.catch(() => "")).matchAll(
    /:\d{6} \d{6} [0-9a-f]+ ([0-9a-f]+) R\d*\0([^\0]+)\0([^\0]+)\0/g,
  );
  const moved = [...renames].map(([, oid = "", from = "", path = ""]) => [from, { path, oid }] as const);
  // Names in the repository are untrusted: only a path that could be configured is followed.
  return new Map(moved.filter(([, { path }]) => pathProblem(path) === null));
}
