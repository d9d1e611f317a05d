import type { Git, GitOptions } from "./git.js";

/** A commit, and what it changes in the requested files. */
export interface LogCommit {
  readonly sha: string;
  /** When it was committed, ISO 8601 with its offset. */
  readonly date: string;
  /** The object id of each changed file afterwards; null if the commit removes it. */
  readonly changed: ReadonlyMap<string, string | null>;
}

export type LogOutcome =
  | { readonly kind: "log"; readonly commits: readonly LogCommit[] }
  | { readonly kind: "failed"; readonly message: string };

/**
 * The commits of a range that change one of these files, along first parents, oldest first.
 *
 * @param range `A..B`, or one commit for everything up to it
 */
export async function readLog(
  git: Git,
  gitDir: string,
  range: string,
  paths: readonly string[],
  options: GitOptions = {},
): Promise<LogOutcome> {
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
      ...paths,
    ],
    options,
  );
  if (result.kind === "failed") return result;
  const commits = result.output.toString("utf8").split("\u0001").slice(1);
  // Git also lists the files in a folder that took the place of a file: they are not files of the list.
  const read = commits.map((text) => readCommit(text, paths)).filter(({ changed }) => changed.size > 0);
  return { kind: "log", commits: read };
}

/** `<sha> <date>`, NUL or line break, then for each file `:mode mode oid oid status`, NUL, the path and NUL. */
function readCommit(text: string, paths: readonly string[]): LogCommit {
  const [, sha = "", date = ""] = /^([0-9a-f]+) ([\w:+-]+)/.exec(text) ?? [];
  const changed = new Map<string, string | null>();
  for (const [, mode = "", oid = "", path = ""] of text.matchAll(
    /:\d{6} (\d{6}) [0-9a-f]+ ([0-9a-f]+) [A-Z]\0([^\0]+)/g,
  )) {
    if (paths.includes(path)) changed.set(path, mode.startsWith("100") ? oid : null);
  }
  return { sha, date, changed };
}
