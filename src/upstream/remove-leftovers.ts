import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { removeOld } from "./remove-old.js";

/**
 * Removes from a repository what a git that was stopped has left: locks that nobody will open, and what was fetched by
 * then, which nobody needs and which could fill the disk.
 *
 * @param olderThan milliseconds that no command of git takes: who wrote it has ended
 */
export async function removeLeftovers(gitDir: string, olderThan: number): Promise<void> {
  const names = await readdir(gitDir, { recursive: true }).catch(() => []);
  const leftovers = names.filter((name) => /^tmp_|\.lock$/.test(basename(name)));
  await removeOld(
    leftovers.map((name) => join(gitDir, name)),
    olderThan,
  );
}
