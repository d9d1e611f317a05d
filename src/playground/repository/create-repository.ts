import { mkdir, readdir } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Git } from "../../upstream/git.js";

/** A version of the list as one commit. */
export interface Commit {
  readonly markdown: string;
  /** One line. */
  readonly message: string;
  /** Seconds since 1970. */
  readonly at: number;
}

/**
 * Creates a git repository with one branch, main, one file, README.md, and a history.
 *
 * @param past At least one commit, oldest first.
 * @throws Error if the folder is not empty, or git fails.
 */
export async function createRepository(git: Git, folder: string, past: readonly Commit[]) {
  const run = async (args: readonly string[], input = ""): Promise<string> => {
    const result = await git.run(["-C", folder, ...args], { input });
    if (result.kind === "failed") throw new Error(`The playground's repository: ${result.message}`);
    return result.output.toString("utf8");
  };
  const write = async (commits: readonly Commit[], parent: string | null): Promise<string> => {
    await run(["fast-import", "--quiet", "--force", "--done"], fastImport(commits, parent));
    // The work tree is only for people who open the folder. A failure is ignored: the next commit resets it again.
    await git.run(["-C", folder, "reset", "--quiet", "--hard", "refs/heads/main"]);
    return (await run(["rev-parse", "refs/heads/main"])).trim();
  };

  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new Error(`The playground needs an empty folder: ${folder} is not empty.`);
  }
  await run(["init", "--quiet", "--template=", "--initial-branch=main"]);
  await write(past, null);
  return {
    url: pathToFileURL(folder).href,
    /** README.md in the newest commit. */
    read: () => run(["cat-file", "blob", "refs/heads/main:README.md"]),
    /** Adds a commit, or replaces the newest one, and returns its id. */
    async commit(commit: Commit, how: "append" | "replace") {
      const parents = (await run(["rev-list", "--max-count=1", "--parents", "refs/heads/main"])).trim();
      const [head, before = null] = parents.split(" ");
      return write([commit], how === "append" ? (head ?? null) : before);
    },
  };
}

const who = "A maintainer <maintainer@example.org>";

/**
 * The input of `git fast-import` for commits, oldest first. Texts are prefixed with their length in bytes, so their
 * content cannot be misread. Either all commits are created or none.
 *
 * @param parent The parent of the first commit, `null` for a root commit.
 */
function fastImport(commits: readonly Commit[], parent: string | null): string {
  const parts = commits.map(({ markdown, message, at }, index) => {
    const from = index > 0 || parent === null ? "" : `from ${parent}\n`;
    const head = `commit refs/heads/main\ncommitter ${who} ${at} +0000\n${data(message)}${from}`;
    return `${head}M 100644 inline README.md\n${data(markdown)}`;
  });
  // A commit without `from` follows the branch's previous commit in the stream. The reset starts an empty branch.
  return `reset refs/heads/main\n${parts.join("")}done\n`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
