import { mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Git } from "./git.js";
import { removeLeftovers } from "./remove-leftovers.js";

export type Prepared =
  | { readonly kind: "ready"; readonly isNew: boolean }
  | { readonly kind: "failed"; readonly message: string };

/** Git's status where a folder is no repository. */
const notARepository = 128;
/** No command on a repository takes as long, in milliseconds. */
const longestCommand = 10 * 60_000;

/** Makes sure of a bare repository that can be worked with: one that is broken is thrown away and made anew. */
export async function prepareRepository(git: Git, gitDir: string): Promise<Prepared> {
  const owner = await stat(gitDir).then(
    ({ uid }) => uid,
    () => null,
  );
  if (owner === null) return makeRepository(git, gitDir);
  // A repository's own settings can name programs that git runs, so nobody else may have made this one.
  if (owner !== (process.getuid?.() ?? 0))
    return { kind: "failed", message: `${gitDir} belongs to somebody else. Remove it.` };
  const usable = await git.run([`--git-dir=${gitDir}`, "rev-parse", "--is-bare-repository"]);
  if (usable.kind === "ok") {
    await removeLeftovers(gitDir, longestCommand);
    return { kind: "ready", isNew: false };
  }
  // Only where git itself says that this is none: a git that was stopped says nothing about it.
  if (usable.status !== notARepository) return usable;
  await rm(gitDir, { recursive: true, force: true });
  return makeRepository(git, gitDir);
}

/** Puts an empty repository there, whole at once: somebody else who makes the same may be first. */
async function makeRepository(git: Git, gitDir: string): Promise<Prepared> {
  await mkdir(dirname(gitDir), { recursive: true });
  const draft = await mkdtemp(`${gitDir}.`);
  const made = await git.run(["init", "--quiet", "--bare", "--template=", "--", draft]);
  if (made.kind === "ok") await rename(draft, gitDir).catch(() => {});
  await rm(draft, { recursive: true, force: true });
  return made.kind === "ok" ? { kind: "ready", isNew: true } : made;
}
