import type { RepositoryGit } from "./git.js";
import { pathProblem } from "./remote.js";
import { type FileAt, filesAt } from "./tree.js";

/** A commit that changes a file of a list. */
export interface ListCommit {
  readonly sha: string;
  /** When it was committed, ISO 8601 with its offset. */
  readonly date: string;
  /** Every file of the list after this commit, also the unchanged ones. */
  readonly files: readonly FileAt[];
}

interface LogCommit extends Pick<ListCommit, "sha" | "date"> {
  /** The object id of each changed file afterwards; null if the commit removes it. */
  readonly changed: ReadonlyMap<string, string | null>;
}

/** A file that moves more often than this within one range is not followed further. */
const maxMoves = 8;
/** Guards against tree bombs. Beyond this, moved files are not found. */
const maxMemoryBytes = 1024 * 1024 * 1024;

/**
 * The commits of a range that change one of the list's files, along first parents, oldest first. Reads commits and
 * trees only, no file contents, so it is cheap in a partial clone.
 *
 * @param range `A..B`, or one commit for everything up to it
 * @throws {UpstreamError}
 */
export async function listCommits(
  git: RepositoryGit,
  range: string,
  paths: readonly string[],
): Promise<readonly ListCommit[]> {
  return toListCommits(git, await readLog(git, range, paths), paths);
}

/** As `listCommits`, but follows moved files: the commit that moves a file and later ones have its new path. */
export async function listCommitsWithMoves(
  git: RepositoryGit,
  from: string,
  to: string,
  paths: readonly string[],
): Promise<readonly ListCommit[]> {
  const all: ListCommit[] = [];
  let since = from;
  let current = paths;
  for (let moves = 0; moves <= maxMoves * paths.length; moves++) {
    const log = await readLog(git, `${since}..${to}`, current);
    const move = await firstMove(git, log, current);
    const commits = await toListCommits(git, move ? log.slice(0, move.index + 1) : log, current);
    const last = commits.at(-1);
    if (!last || !move) return [...all, ...commits];
    const files = last.files.map((file) => move.to.get(file.path) ?? file);
    all.push(...commits.slice(0, -1), { ...last, files });
    since = last.sha;
    current = files.map(({ path }) => path);
  }
  return all;
}

/** The commits of a range that change one of these files, along first parents, oldest first. */
async function readLog(git: RepositoryGit, range: string, paths: readonly string[]): Promise<LogCommit[]> {
  const options = "--first-parent -m --reverse --raw --no-abbrev --no-renames --no-color -z";
  const log = await git([
    "--literal-pathspecs",
    "log",
    ...options.split(" "),
    "--format=%x01%H %cI",
    range,
    "--",
    ...paths,
  ]);
  const commits = String(log).split("\u0001").slice(1);
  // Git also lists the files in a folder that took the place of a file: they are not files of the list.
  return commits.map((text) => readCommit(text, paths)).filter(({ changed }) => changed.size > 0);
}

/** `<sha> <date>`, NUL or line break, then for each file `:mode mode oid oid status`, NUL, the path and NUL. */
function readCommit(text: string, paths: readonly string[]): LogCommit {
  const [, sha = "", date = ""] = /^([0-9a-f]+) ([\w:+-]+)/.exec(text) ?? [];
  const entries = text.matchAll(/:\d{6} (\d{6}) [0-9a-f]+ ([0-9a-f]+) [A-Z]\0([^\0]+)/g);
  const changed = [...entries].flatMap(([, mode = "", oid = "", path = ""]) =>
    paths.includes(path) ? [[path, mode.startsWith("100") ? oid : null] as const] : [],
  );
  return { sha, date, changed: new Map(changed) };
}

/** Adds the unchanged files to each commit. They are read once, at the first commit. */
async function toListCommits(
  git: RepositoryGit,
  commits: readonly LogCommit[],
  paths: readonly string[],
): Promise<readonly ListCommit[]> {
  const [first] = commits;
  let files: readonly FileAt[] =
    first && paths.length > 1
      ? await filesAt(git, first.sha, paths)
      : paths.map((path) => ({ path, oid: null }));
  return commits.map(({ sha, date, changed }) => {
    files = files.map(({ path, oid }) => ({
      path,
      oid: changed.has(path) ? (changed.get(path) ?? null) : oid,
    }));
    return { sha, date, files };
  });
}

/** The first commit that moves a file for good: a file that a later commit restores has not moved. */
async function firstMove(
  git: RepositoryGit,
  commits: readonly LogCommit[],
  paths: readonly string[],
): Promise<{ readonly index: number; readonly to: ReadonlyMap<string, FileAt> } | null> {
  const lastChange = new Map(
    commits.flatMap(({ changed }, index) => [...changed.keys()].map((path) => [path, index])),
  );
  for (const [index, { sha, changed }] of commits.entries()) {
    const gone = paths.filter((path) => lastChange.get(path) === index && changed.get(path) === null);
    if (gone.length === 0) continue;
    const moved = await movedFiles(git, sha);
    // A file that moves onto another file of the list becomes that file.
    const to = new Map([...moved].filter(([from, { path }]) => gone.includes(from) && !paths.includes(path)));
    if (to.size > 0) return { index, to };
  }
  return null;
}

/** The new places of the files that a commit moves, by their old paths; none if git cannot say. */
async function movedFiles(git: RepositoryGit, sha: string): Promise<ReadonlyMap<string, FileAt>> {
  const options = "-r -z --raw --no-abbrev --find-renames=60% -l200 --diff-filter=R";
  const diff = git(["diff-tree", ...options.split(" "), `${sha}^1`, sha], { maxMemoryBytes });
  // `:mode mode oid oid R100`, the old path and the new one, each ended by NUL.
  const renames = String(await diff.catch(() => "")).matchAll(
    /:\d{6} \d{6} [0-9a-f]+ ([0-9a-f]+) R\d*\0([^\0]+)\0([^\0]+)\0/g,
  );
  const moved = [...renames].map(([, oid = "", from = "", path = ""]) => [from, { path, oid }] as const);
  // Names in the repository are untrusted: only a path that could be configured is followed.
  return new Map(moved.filter(([, { path }]) => pathProblem(path) === null));
}
