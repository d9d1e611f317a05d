import { readdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";

/**
 * Removes from a repository what a git that was stopped has left: locks that nobody will open, and what was fetched by
 * then, which nobody needs and which could fill the disk.
 *
 * @param olderThan milliseconds that no command of git takes: who wrote it has ended
 */
export async function removeLeftovers(gitDir: string, olderThan: number): Promise<void> {
  const names = await readdir(gitDir, { recursive: true }).catch(() => []);
  for (const name of names.filter((each) => /^tmp_|\.lock$/.test(basename(each)))) {
    const path = join(gitDir, name);
    const changed = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Number.POSITIVE_INFINITY,
    );
    if (changed < Date.now() - olderThan) await rm(path, { recursive: true, force: true });
  }
}
