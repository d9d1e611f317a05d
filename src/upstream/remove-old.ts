import { rm, stat } from "node:fs/promises";

/**
 * Removes the files and folders that have not changed for this many milliseconds. Any of them may already be gone.
 *
 * @returns the removed paths
 */
export async function removeOld(paths: readonly string[], olderThan: number): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const path of paths) {
    const changed = (await stat(path).catch(() => null))?.mtimeMs;
    if (changed === undefined || changed >= Date.now() - olderThan) continue;
    await rm(path, { recursive: true, force: true });
    removed.push(path);
  }
  return removed;
}
