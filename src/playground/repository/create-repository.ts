import { mkdir, readdir } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Git } from "../../upstream/git.js";
import { type Commit, fastImport } from "./fast-import.js";

/** A git repository with one branch, main, and one file, README.md. */
export interface Repository {
  readonly url: string;
  /** What README.md holds in the newest commit. */
  read(): Promise<string>;
  /** Adds a commit, or puts it in the newest one's place, and returns its id. */
  commit(commit: Commit, where: "after" | "instead"): Promise<string>;
}

/**
 * Makes the repository, with a past.
 *
 * @param past oldest first, one at least
 * @throws Error where the folder has something in it already, or git fails.
 */
export async function createRepository(
  git: Git,
  folder: string,
  past: readonly Commit[],
): Promise<Repository> {
  const run = async (args: readonly string[], input = ""): Promise<string> => {
    const result = await git.run(["-C", folder, ...args], { input });
    if (result.kind === "failed") throw new Error(`The playground's repository: ${result.message}`);
    return result.output.toString("utf8");
  };
  const write = async (commits: readonly Commit[], parent: string | null): Promise<string> => {
    await run(["fast-import", "--quiet", "--force", "--done"], fastImport(commits, parent));
    // The work tree is for people who look at the folder: the commit stands without it, and the next puts it right.
    await git.run(["-C", folder, "reset", "--quiet", "--hard", "refs/heads/main"]);
    return (await run(["rev-parse", "refs/heads/main"])).trim();
  };

  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new Error(`The playground needs a folder of its own: ${folder} has something in it already.`);
  }
  await run(["init", "--quiet", "--template=", "--initial-branch=main"]);
  await write(past, null);
  return {
    url: pathToFileURL(folder).href,
    read: () => run(["cat-file", "blob", "refs/heads/main:README.md"]),
    async commit(commit, where) {
      const parents = (await run(["rev-list", "--max-count=1", "--parents", "refs/heads/main"])).trim();
      const [head, before = null] = parents.split(" ");
      return write([commit], where === "after" ? (head ?? null) : before);
    },
  };
}
