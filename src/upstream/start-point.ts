import { isDeepStrictEqual } from "node:util";
import type { ListFile } from "../catalogue/list-file.js";
import type { AcceptedList } from "../store/upstreams.js";

/** Where the search for new revisions starts. */
export interface StartPoint {
  /** The last accepted commit; null on the first check. */
  readonly sha: string | null;
  /** The list's files in that commit. */
  readonly paths: readonly string[];
  /** Other files are configured than were read at that commit, so it is read again. */
  readonly isOutdated: boolean;
}

export function startPointOf(configured: readonly string[], cursor: AcceptedList | null): StartPoint {
  if (cursor === null) return { sha: null, paths: configured, isOutdated: false };
  const paths = currentPaths(configured, cursor.files);
  const known = cursor.files.map(({ path }) => path);
  return { sha: cursor.revision.sha, paths, isOutdated: !isDeepStrictEqual(paths, known) };
}

/**
 * Where the configured files are now: one that was moved upstream has another name in the last accepted version.
 * Files keep their order, so a configured path that is missing there is the file at its index, unless that is empty
 * (not there yet). If the number of configured files changed, they have to be configured by their current names.
 */
function currentPaths(configured: readonly string[], known: readonly ListFile[]): readonly string[] {
  const names = new Set(known.map(({ path }) => path));
  return configured.map((path, index) => {
    const sameIndex = known.length === configured.length ? known[index] : undefined;
    if (names.has(path) || !sameIndex?.markdown || configured.includes(sameIndex.path)) return path;
    return sameIndex.path;
  });
}
