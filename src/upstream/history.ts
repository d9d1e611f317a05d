import { type FileAt, filesAt } from "./files-at.js";
import type { Git, GitOptions } from "./git.js";
import { movedFiles } from "./moved-files.js";
import { type LogCommit, readLog } from "./read-log.js";

/** A commit that touches a list. */
export interface Touch {
  readonly sha: string;
  /** When it was committed, ISO 8601 with its offset. */
  readonly date: string;
  /** Every file of the list as it is afterwards, also those that the commit leaves alone. */
  readonly files: readonly FileAt[];
}

export type HistoryOutcome =
  | { kind: "history"; touches: readonly Touch[] }
  | { kind: "failed"; message: string };

/** A file that moves more often than that within one range is not followed further. */
const mostMoves = 8;

/**
 * The commits of a range that touch one of the list's files, along first parents, oldest first. Needs commits and
 * trees only, no file's content, so it is cheap in a partial clone.
 *
 * @param range `A..B`, or one commit for everything up to it
 */
export async function touches(
  git: Git,
  gitDir: string,
  range: string,
  paths: readonly string[],
  options: GitOptions = {},
): Promise<HistoryOutcome> {
  const log = await readLog(git, gitDir, range, paths, options);
  return log.kind === "failed" ? log : toTouches(git, gitDir, log.commits, paths, options);
}

/** As `touches`, but follows each file where a commit moves it: its later touches carry its new path. */
export async function touchesWithMoves(
  git: Git,
  gitDir: string,
  from: string,
  to: string,
  paths: readonly string[],
  options: GitOptions = {},
): Promise<HistoryOutcome> {
  const all: Touch[] = [];
  let since = from;
  let at = paths;
  for (let moves = 0; moves <= mostMoves * paths.length; moves++) {
    const log = await readLog(git, gitDir, `${since}..${to}`, at, options);
    if (log.kind === "failed") return log;
    const move = await firstMove(git, gitDir, log.commits, at, options);
    const commits = move ? log.commits.slice(0, move.index + 1) : log.commits;
    const outcome = await toTouches(git, gitDir, commits, at, options);
    if (outcome.kind === "failed") return outcome;
    const last = outcome.touches.at(-1);
    if (!last || !move) return { kind: "history", touches: [...all, ...outcome.touches] };
    const files = last.files.map((file) => move.to.get(file.path) ?? file);
    all.push(...outcome.touches.slice(0, -1), { ...last, files });
    since = last.sha;
    at = files.map(({ path }) => path);
  }
  return { kind: "history", touches: all };
}

/** Carries along what each commit leaves alone. One look at the first commit says what was there before the row. */
async function toTouches(
  git: Git,
  gitDir: string,
  commits: readonly LogCommit[],
  paths: readonly string[],
  options: GitOptions,
): Promise<HistoryOutcome> {
  const [first] = commits;
  let files: readonly FileAt[] = paths.map((path) => ({ path, oid: null }));
  if (first && paths.length > 1) {
    const outcome = await filesAt(git, gitDir, first.sha, paths, options);
    if (outcome.kind === "failed") return outcome;
    files = outcome.files;
  }
  const touched: Touch[] = [];
  for (const { sha, date, changed } of commits) {
    files = files.map(({ path, oid }) => ({
      path,
      oid: changed.has(path) ? (changed.get(path) ?? null) : oid,
    }));
    touched.push({ sha, date, files });
  }
  return { kind: "history", touches: touched };
}

/** The first commit that moves a file for good: one that is there again later has not moved. */
async function firstMove(
  git: Git,
  gitDir: string,
  commits: readonly LogCommit[],
  paths: readonly string[],
  options: GitOptions,
): Promise<{ readonly index: number; readonly to: ReadonlyMap<string, FileAt> } | null> {
  const lastTouch = new Map(
    commits.flatMap(({ changed }, index) => [...changed.keys()].map((path) => [path, index])),
  );
  for (const [index, { sha, changed }] of commits.entries()) {
    const gone = paths.filter((path) => lastTouch.get(path) === index && changed.get(path) === null);
    if (gone.length === 0) continue;
    const moved = await movedFiles(git, gitDir, sha, options);
    // What moves onto another file of the list is that file from now on.
    const to = new Map([...moved].filter(([from, { path }]) => gone.includes(from) && !paths.includes(path)));
    if (to.size > 0) return { index, to };
  }
  return null;
}
