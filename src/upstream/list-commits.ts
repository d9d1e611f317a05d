import { isDeepStrictEqual } from "node:util";
import { commitDate, dateOfCommit, rawDate } from "./commit-date.js";
import { commitLine, type LineCommit } from "./commit-line.js";
import { type RepositoryGit, UpstreamError } from "./git.js";
import { movedFiles } from "./moved-files.js";
import { type FileAt, filesAt, isIndirect, type Place, placesAt } from "./tree.js";

/** A commit that changes a file of a list. */
export interface ListCommit {
  readonly sha: string;
  /** When it was committed, ISO 8601 with its offset; null if the commit does not say. */
  readonly date: string | null;
  /** Every file of the list after this commit, also the unchanged ones. */
  readonly files: readonly FileAt[];
}

interface LogCommit extends LineCommit, Pick<ListCommit, "date"> {
  /** The files that it changes, as they are afterwards. */
  readonly changed: ReadonlyMap<string, FileAt>;
}

/** A file that moves more often than this within one range is not followed further. */
const maxMoves = 8;

/**
 * The commits up to `to` that change one of the list's files, along first parents, oldest first. Reads commits and
 * trees only, no file contents, so it is cheap in a partial clone.
 *
 * @param last only this many of the latest
 * @throws {UpstreamError}
 */
export async function listCommits(
  git: RepositoryGit,
  to: string,
  paths: readonly string[],
  { last = Number.POSITIVE_INFINITY }: { readonly last?: number } = {},
): Promise<readonly ListCommit[]> {
  const line = await commitLine(git, null, to);
  const tip = line.at(-1);
  if (tip === undefined) return [];
  const places = await placesAt(git, tip.sha, paths);
  const watched = places.some(isIndirect) ? watchedPaths(places) : paths;
  const log = lastOf(await readLog(git, line, watched), last);
  return places.some(isIndirect) ? throughLinks(git, log, paths, []) : toListCommits(git, log, paths);
}

/**
 * The commits after `from` that change one of the list's files, up to its descendant `to`, oldest first. Follows moved
 * files: the commit that moves a file and later ones have its new path.
 */
export async function listCommitsSince(
  git: RepositoryGit,
  from: string,
  to: string,
  paths: readonly string[],
): Promise<readonly ListCommit[]> {
  const line = await commitLine(git, from, to);
  const [before, after] = [await placesAt(git, from, paths), await placesAt(git, to, paths)];
  if ([...before, ...after].some(isIndirect)) {
    const log = await readLog(git, line, watchedPaths([...before, ...after]));
    return throughLinks(git, log, paths, before);
  }
  return withMoves(git, line, paths);
}

async function withMoves(
  git: RepositoryGit,
  line: readonly LineCommit[],
  paths: readonly string[],
): Promise<readonly ListCommit[]> {
  const all: ListCommit[] = [];
  let rest = line;
  let current = paths;
  for (let moves = 0; moves <= maxMoves * paths.length; moves++) {
    const log = await readLog(git, rest, current);
    const move = await firstMove(git, log, current);
    const commits = await toListCommits(git, move ? log.slice(0, move.index + 1) : log, current);
    const last = commits.at(-1);
    if (!last || !move) return [...all, ...commits];
    const files = last.files.map((file) => move.to.get(file.path) ?? file);
    all.push(...commits.slice(0, -1), { ...last, files });
    rest = rest.slice(rest.findIndex(({ sha }) => sha === last.sha) + 1);
    current = files.map(({ path }) => path);
  }
  return all;
}

/** The commits of a line that change one of these files, in its order. */
async function readLog(
  git: RepositoryGit,
  line: readonly LineCommit[],
  paths: readonly string[],
): Promise<readonly LogCommit[]> {
  if (line.length === 0) return [];
  const options = "--stdin --root -r --raw --no-abbrev --no-renames --no-color -z";
  const command = ["--literal-pathspecs", "diff-tree", ...options.split(" "), rawDate.option];
  const input = line.map(({ sha, parent }) => `${sha}${parent === null ? "" : ` ${parent}`}\n`).join("");
  try {
    const log = await git([...command, `--format=%x01%H ${rawDate.format}`, "--", ...paths], { input });
    const parents = new Map(line.map(({ sha, parent }) => [sha, parent]));
    const commits = String(log).split("\u0001").slice(1);
    // Git also lists the files in a folder that took the place of a file: they are not files of the list.
    return commits.map((text) => readCommit(text, paths, parents)).filter(({ changed }) => changed.size > 0);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    // One broken commit ends git for all of them. Halving finds it, and it is the only one that is not read.
    const [only] = line;
    if (only && line.length === 1) return [await readWhole(git, only, paths)];
    const middle = Math.floor(line.length / 2);
    return [
      ...(await readLog(git, line.slice(0, middle), paths)),
      ...(await readLog(git, line.slice(middle), paths)),
    ];
  }
}

/** `<sha> <date>`, NUL or line break, then for each file `:mode mode oid oid status`, NUL, the path and NUL. */
function readCommit(
  text: string,
  paths: readonly string[],
  parents: ReadonlyMap<string, string | null>,
): LogCommit {
  const [, sha = "", date = ""] = /^([0-9a-f]+) ([^\0\n]*)/.exec(text) ?? [];
  const entries = text.matchAll(/:\d{6} (\d{6}) [0-9a-f]+ ([0-9a-f]+) [A-Z]\0([^\0]+)/g);
  const changed = [...entries].flatMap(([, mode = "", oid = "", path = ""]) =>
    paths.includes(path) ? [[path, { path, oid: mode.startsWith("100") ? oid : null }] as const] : [],
  );
  return { sha, parent: parents.get(sha) ?? null, date: commitDate.parse(date), changed: new Map(changed) };
}

/** A commit that cannot be compared with its parent: one of the two is broken. */
async function readWhole(
  git: RepositoryGit,
  commit: LineCommit,
  paths: readonly string[],
): Promise<LogCommit> {
  const files = await filesOfBroken(git, commit.sha, paths);
  const date = await dateOfCommit(git, commit.sha);
  return { ...commit, date, changed: new Map(files.map((file) => [file.path, file])) };
}

async function filesOfBroken(
  git: RepositoryGit,
  sha: string,
  paths: readonly string[],
): Promise<readonly FileAt[]> {
  try {
    return await filesAt(git, sha, paths);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const problem = `could not be read: ${error.message.replace(/\.$/, "")}`;
    return paths.map((path) => ({ path, oid: null, problem }));
  }
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
      ? await filesOfBroken(git, first.sha, paths)
      : paths.map((path) => ({ path, oid: null }));
  return commits.map(({ sha, date, changed }) => {
    files = files.map((file) => changed.get(file.path) ?? file);
    return { sha, date, files };
  });
}

/** Reads each commit's files through links and other spellings of their names. `before`: the files before the first commit. */
async function throughLinks(
  git: RepositoryGit,
  log: readonly LogCommit[],
  paths: readonly string[],
  before: readonly FileAt[],
): Promise<readonly ListCommit[]> {
  const all: ListCommit[] = [];
  let previous = before.map(({ oid }) => oid);
  for (const { sha, date } of log) {
    const files = await filesOfBroken(git, sha, paths);
    const oids = files.map(({ oid }) => oid);
    if (!isDeepStrictEqual(oids, previous)) all.push({ sha, date, files });
    previous = oids;
  }
  return all;
}

function watchedPaths(places: readonly Place[]): readonly string[] {
  return [...new Set(places.flatMap(({ path, at, links }) => [path, at, ...links]))];
}

function lastOf<Item>(items: readonly Item[], count: number): readonly Item[] {
  return items.length > count ? items.slice(-count) : items;
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
  for (const [index, { sha, parent, changed }] of commits.entries()) {
    const gone = paths.filter((path) => lastChange.get(path) === index && changed.get(path)?.oid === null);
    if (gone.length === 0 || parent === null) continue;
    const moved = await movedFiles(git, parent, sha);
    // A file that moves onto another file of the list becomes that file.
    const to = new Map([...moved].filter(([from, { path }]) => gone.includes(from) && !paths.includes(path)));
    if (to.size > 0) return { index, to };
  }
  return null;
}
