import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { removeOld } from "./remove-old.js";

/** Removes what a git that was killed left in a repository and that matches, if it has not changed for this long. */
async function removeMatching(gitDir: string, pattern: RegExp, olderThan: number): Promise<void> {
  const names = await readdir(gitDir, { recursive: true }).catch(() => []);
  const leftovers = names.filter((name) => pattern.test(basename(name)));
  await removeOld(
    leftovers.map((name) => join(gitDir, name)),
    olderThan,
  );
}

/** Removes stale locks, which block git, and partial downloads, which fill the disk. */
export const removeLeftovers = (gitDir: string, olderThan: number): Promise<void> =>
  removeMatching(gitDir, /^tmp_|\.lock$/, olderThan);

/** Removes partial downloads, of whatever age: the repository is too large with them, so no download can end well. */
export const removeDownloads = (gitDir: string): Promise<void> => removeMatching(gitDir, /^tmp_/, -60_000);
