import type { Git, GitOptions } from "./git.js";

/** A commit that touches a file. */
export interface Touch {
  readonly sha: string;
  /** When it was committed, ISO 8601 with its offset. */
  readonly date: string;
  /** Where the file is afterwards. */
  readonly path: string;
  /** The object id of what is in the file afterwards, `null` where it is gone. */
  readonly oid: string | null;
}

export type HistoryOutcome =
  | { kind: "history"; touches: readonly Touch[] }
  | { kind: "failed"; message: string };

/** A file that moves more often than that within one range is not followed further. */
const mostMoves = 8;

/**
 * The commits of a range that touch a file, along first parents, oldest first. Needs commits and trees only, no file's
 * content, so it is cheap in a partial clone.
 *
 * @param range `A..B`, or one commit for everything up to it
 */
export async function touches(
  git: Git,
  gitDir: string,
  range: string,
  path: string,
  options: GitOptions = {},
): Promise<HistoryOutcome> {
  const result = await git.run(
    [
      `--git-dir=${gitDir}`,
      "--literal-pathspecs",
      "log",
      "--first-parent",
      "-m",
      "--reverse",
      "--raw",
      "--no-abbrev",
      "--no-renames",
      "--no-color",
      "-z",
      "--format=%x01%H %cI",
      range,
      "--",
      path,
    ],
    options,
  );
  if (result.kind === "failed") return result;
  const commits = result.output.toString("utf8").split("\u0001").slice(1);
  return { kind: "history", touches: commits.map((commit) => readTouch(commit, path)) };
}

/** As `touches`, but follows the file where a commit moves it: its later touches carry its new path. */
export async function touchesWithMoves(
  git: Git,
  gitDir: string,
  from: string,
  to: string,
  path: string,
  options: GitOptions = {},
): Promise<HistoryOutcome> {
  const all: Touch[] = [];
  let since = from;
  let at = path;
  for (let moves = 0; moves <= mostMoves; moves++) {
    const outcome = await touches(git, gitDir, `${since}..${to}`, at, options);
    if (outcome.kind === "failed") return outcome;
    const last = outcome.touches.at(-1);
    const moved = last?.oid === null ? await movedTo(git, gitDir, last, options) : null;
    if (!last || !moved) return { kind: "history", touches: [...all, ...outcome.touches] };
    all.push(...outcome.touches.slice(0, -1), { ...last, ...moved });
    since = last.sha;
    at = moved.path;
  }
  return { kind: "history", touches: all };
}

/** Where a commit that removed a file put it, and what is in it there. */
async function movedTo(
  git: Git,
  gitDir: string,
  { sha, path }: Touch,
  options: GitOptions,
): Promise<{ path: string; oid: string } | null> {
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
    options,
  );
  if (result.kind === "failed") return null;
  // `:mode mode oid oid R100`, the old path and the new one, each ended by NUL.
  const fields = result.output.toString("utf8").split("\0");
  for (let i = 0; i + 2 < fields.length; i += 3) {
    const oid = fields[i]?.split(" ")[3];
    const to = fields[i + 2];
    if (fields[i + 1] === path && oid && to) return { path: to, oid };
  }
  return null;
}

/** One commit of the log: `<sha> <date>`, NUL or line break, then `:mode mode oid oid status` and the path. */
function readTouch(commit: string, path: string): Touch {
  const [, sha = "", date = ""] = /^([0-9a-f]+) ([\w:+-]+)/.exec(commit) ?? [];
  const [, mode = "", oid = ""] = /:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) [A-Z]/.exec(commit) ?? [];
  return { sha, date, path, oid: mode.startsWith("100") ? oid : null };
}
