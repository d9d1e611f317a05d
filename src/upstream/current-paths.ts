import type { ListFile } from "../catalogue/list-file.js";

/**
 * Where the files that are configured are now: a file that was moved upstream is under another name in the last
 * accepted version. Files keep their order, so one that is not known by its name is the one in its place, unless
 * there was none yet. Where files were configured or left out since, they have to be named as they are now.
 */
export function currentPaths(configured: readonly string[], known: readonly ListFile[]): readonly string[] {
  const names = new Set(known.map(({ path }) => path));
  return configured.map((path, index) => {
    const inPlace = known.length === configured.length ? known[index] : undefined;
    if (names.has(path) || !inPlace?.markdown || configured.includes(inPlace.path)) return path;
    return inPlace.path;
  });
}
