import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Git, outputOf, UpstreamError } from "./git.js";
import { removeOld } from "./remove-old.js";

/** Git's exit status in a folder that is not a repository. */
const notARepository = 128;
/** Longer than any git command runs. */
const maxCommandMs = 10 * 60_000;

/**
 * Creates a bare repository if there is none, and replaces a broken one.
 *
 * @returns whether it is new. @throws {UpstreamError}
 */
export async function prepareRepository(git: Git, gitDir: string): Promise<boolean> {
  const owner = (await stat(gitDir).catch(() => null))?.uid;
  if (owner === undefined) return makeRepository(git, gitDir);
  // A repository's own settings can name programs that git runs, so it must not belong to another user.
  if (owner !== (process.getuid?.() ?? 0))
    throw new UpstreamError(`${gitDir} belongs to another user. Remove it.`);
  const usable = await git.run([`--git-dir=${gitDir}`, "rev-parse", "--is-bare-repository"]);
  if (usable.kind === "ok") {
    await removeLeftovers(gitDir);
    return false;
  }
  // Replaced only if git itself says so: a git that was stopped says nothing about the repository.
  if (usable.status !== notARepository) throw new UpstreamError(usable.message);
  await rm(gitDir, { recursive: true, force: true });
  return makeRepository(git, gitDir);
}

/** Moves a complete empty repository into place. If another process was first, its repository stays. */
async function makeRepository(git: Git, gitDir: string): Promise<true> {
  await mkdir(dirname(gitDir), { recursive: true });
  const draft = await mkdtemp(`${gitDir}.`);
  const made = await git.run(["init", "--quiet", "--bare", "--template=", "--", draft]);
  if (made.kind === "ok") await rename(draft, gitDir).catch(() => {});
  await rm(draft, { recursive: true, force: true });
  outputOf(made);
  return true;
}

/** Removes what a killed git left behind: stale locks, which block git, and partial downloads, which fill the disk. */
async function removeLeftovers(gitDir: string): Promise<void> {
  const names = await readdir(gitDir, { recursive: true }).catch(() => []);
  const leftovers = names.filter((name) => /^tmp_|\.lock$/.test(basename(name)));
  await removeOld(
    leftovers.map((name) => join(gitDir, name)),
    maxCommandMs,
  );
}
