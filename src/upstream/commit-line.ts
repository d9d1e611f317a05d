import { z } from "zod";
import { commitId } from "./commit-id.js";
import type { RepositoryGit } from "./git.js";

/** A commit, and the commit before it on a line through the history. */
export interface LineCommit {
  readonly sha: string;
  /** Null: the line begins with this commit. */
  readonly parent: string | null;
}

const commits = z.array(z.array(commitId).min(1));

/**
 * The line of commits that leads to a commit, oldest first. It keeps to first parents where it can.
 *
 * With `from` the line begins after that commit, of which each of its commits is a descendant: after a contributor's
 * `git pull`, `from` is the second parent of a merge. Along first parents the line would then begin at a commit that
 * does not have what `from` has. Without `from` it begins where the history does.
 *
 * @throws {UpstreamError}
 */
export async function commitLine(
  git: RepositoryGit,
  from: string | null,
  to: string,
): Promise<readonly LineCommit[]> {
  const selection = from === null ? ["--first-parent", to] : ["--ancestry-path", `${from}..${to}`];
  const output = String(await git(["rev-list", "--topo-order", "--parents", ...selection, "--"]));
  const read = commits.parse(
    output
      .split("\n")
      .filter(Boolean)
      .map((row) => row.split(" ")),
  );
  const parentsOf = new Map(read.map(([sha = "", ...parents]) => [sha, parents]));
  const line: LineCommit[] = [];
  let sha = read[0]?.[0];
  while (sha !== undefined && parentsOf.has(sha)) {
    const parents: readonly string[] = parentsOf.get(sha) ?? [];
    const parent = from === null ? parents[0] : parents.find((each) => each === from || parentsOf.has(each));
    line.push({ sha, parent: parent ?? null });
    sha = parent;
  }
  return line.reverse();
}
