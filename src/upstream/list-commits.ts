import { type FileAt, filesAt } from "./files-at.js";
import type { Git, GitOptions } from "./git.js";
import { movedFiles } from "./moved-files.js";
import { type LogCommit, readLog } from "./read-log.js";

/** A commit that changes a file of a list. */
export interface ListCommit {
  readonly sha: string;
  /** When it was committed, ISO 8601 with its offset. */
  readonly date: string;
  /** Every file of the list after this commit, also the unchanged ones. */
  readonly files: readonly FileAt[];
}

export type ListCommitsOutcome =
  | { kind: "commits"; commits: readonly ListCommit[] }
  | { kind: "failed"; message: string };

/** A file that moves more often than this within one range is not followed further. */
const maxMoves = 8;

/**
 * The commits of a range that change one of the list's files, along first parents, oldest first. Reads commits and
 * trees only, no file contents, so it is cheap in a partial clone.
 *
 * @param range `A..B`, or one commit for everything up to it
 */
export async function listCommits(
  git: Git,
  gitDir: string,
  range: string,
  paths: readonly string[],
  options: GitOptions = {},
): Promise<ListCommitsOutcome> {
  const log = await readLog(git, gitDir, range, paths, options);
  return log.kind === "failed" ? log : toListCommits(git, gitDir, log.commits, paths, options);
}

/** As `listCommits`, but follows moved files: the commit that moves a file and later ones have its new path. */
export async function listCommitsWithMoves(
  git: Git,
  gitDir: string,
  from: string,
  to: string,
  paths: readonly string[],
  options: GitOptions = {},
): Promise<ListCommitsOutcome> {
  const all: ListCommit[] = [];
  let since = from;
  let current = paths;
  for (let moves = 0; moves <= maxMoves * paths.length; moves++) {
    const log = await readLog(git, gitDir, `${since}..${to}`, current, options);
    if (log.kind === "failed") return log;
    const move = await firstMove(git, gitDir, log.commits, current, options);
    const untilMove = move ? log.commits.slice(0, move.index + 1) : log.commits;
    const outcome = await toListCommits(git, gitDir, untilMove, current, options);
    if (outcome.kind === "failed") return outcome;
    const last = outcome.commits.at(-1);
    if (!last || !move) return { kind: "commits", commits: [...all, ...outcome.commits] };
    const files = last.files.map((file) => move.to.get(file.path) ?? file);
    all.push(...outcome.commits.slice(0, -1), { ...last, files });
    since = last.sha;
    current = files.map(({ path }) => path);
  }
  return { kind: "commits", commits: all };
}

/** Adds the unchanged files to each commit. They are read once, at the first commit. */
async function toListCommits(
  git: Git,
  gitDir: string,
  commits: readonly LogCommit[],
  paths: readonly string[],
  options: GitOptions,
): Promise<ListCommitsOutcome> {
  const [first] = commits;
  let files: readonly FileAt[] = paths.map((path) => ({ path, oid: null }));
  if (first && paths.length > 1) {
    const outcome = await filesAt(git, gitDir, first.sha, paths, options);
    if (outcome.kind === "failed") return outcome;
    files = outcome.files;
  }
  const complete: ListCommit[] = [];
  for (const { sha, date, changed } of commits) {
    files = files.map(({ path, oid }) => ({
      path,
      oid: changed.has(path) ? (changed.get(path) ?? null) : oid,
    }));
    complete.push({ sha, date, files });
  }
  return { kind: "commits", commits: complete };
}

/** The first commit that moves a file for good: a file that a later commit restores has not moved. */
async function firstMove(
  git: Git,
  gitDir: string,
  commits: readonly LogCommit[],
  paths: readonly string[],
  options: GitOptions,
): Promise<{ readonly index: number; readonly to: ReadonlyMap<string, FileAt> } | null> {
  const lastChange = new Map(
    commits.flatMap(({ changed }, index) => [...changed.keys()].map((path) => [path, index])),
  );
  for (const [index, { sha, changed }] of commits.entries()) {
    const gone = paths.filter((path) => lastChange.get(path) === index && changed.get(path) === null);
    if (gone.length === 0) continue;
    const moved = await movedFiles(git, gitDir, sha, options);
    // A file that moves onto another file of the list becomes that file.
    const to = new Map([...moved].filter(([from, { path }]) => gone.includes(from) && !paths.includes(path)));
    if (to.size > 0) return { index, to };
  }
  return null;
}
