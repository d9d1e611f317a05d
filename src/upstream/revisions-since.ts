import { isDeepStrictEqual } from "node:util";
import type { ListFile } from "../catalogue/list-file.js";
import type { AcceptedList } from "../store/upstreams.js";
import type { TextRevision } from "./evaluate-revisions.js";
import { UpstreamError } from "./git.js";
import { type ListCommit, listCommits, listCommitsSince } from "./list-commits.js";
import type { Mirror } from "./mirror.js";
import { createTextReader, oidsOf } from "./read-texts.js";
import { commitUrl, filePages, type Remote } from "./remote.js";
import { filesAt } from "./tree.js";

/** Where the search for new revisions starts. */
export interface StartPoint {
  /** The last accepted commit; null on the first check. */
  readonly sha: string | null;
  /** The list's files in that commit. */
  readonly paths: readonly string[];
  /** Other files are configured than were read at that commit, so it is read again. */
  readonly isOutdated: boolean;
}

/** What changed since a start point. */
export interface RevisionsSince {
  readonly commits: readonly ListCommit[];
  /** The history was rewritten: the commits do not descend from the start point. */
  readonly rewritten: boolean;
}

/** The first check reads this many of the latest revisions, to know papers that were in the list before. */
const maxPastRevisions = 100;

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

/**
 * The commits after the start point that change the list, up to `sha`, oldest first; on the first check the latest of
 * all. If the history was rewritten, it is `sha` alone, to be compared as a whole. Afterwards the mirror has what
 * `readRevisions` reads, except for what cannot be fetched.
 *
 * @throws {UpstreamError}
 */
export async function revisionsSince(
  mirror: Mirror,
  { sha: known, paths, isOutdated }: StartPoint,
  sha: string,
): Promise<RevisionsSince> {
  const rewritten = await mirror.fetch(sha, known);
  const commits = await commitsSince(mirror, { known, paths, isOutdated, rewritten }, sha);
  await mirror.fetchBlobs(oidsOf(commits));
  return { commits, rewritten };
}

async function commitsSince(
  mirror: Mirror,
  {
    known,
    paths,
    isOutdated,
    rewritten,
  }: Omit<StartPoint, "sha"> & { readonly known: string | null; readonly rewritten: boolean },
  sha: string,
): Promise<readonly ListCommit[]> {
  /** The list in a commit, also if that does not change it. */
  const listAt = async (commit: string): Promise<ListCommit> => {
    const files = await filesAt(mirror.git, commit, paths);
    return { sha: commit, date: await mirror.dateOf(commit), files };
  };
  if (known !== null && !rewritten) {
    const again = isOutdated ? [await listAt(known)] : [];
    const since = await listCommitsSince(mirror.git, known, sha, paths);
    return [...again, ...since];
  }
  // With no commit for these paths, reading the list at `sha` reports what is wrong.
  const past = known === null ? await pastCommits(mirror, sha, paths) : [];
  return past.length > 0 ? past : [await listAt(sha)];
}

/**
 * The newest revision alone, for a list that was never read: its past is read later, by {@link pastOf}.
 *
 * @throws {UpstreamError}
 */
export async function newestRevision(
  mirror: Mirror,
  paths: readonly string[],
  sha: string,
): Promise<RevisionsSince> {
  await mirror.fetchTip(sha);
  const commits = [{ sha, date: await mirror.dateOf(sha), files: await filesAt(mirror.git, sha, paths) }];
  await mirror.fetchBlobs(oidsOf(commits));
  return { commits, rewritten: false };
}

/**
 * The latest commits that change the list, up to the one that was read first, oldest first.
 *
 * @throws {UpstreamError}
 */
export async function pastOf(
  mirror: Mirror,
  paths: readonly string[],
  sha: string,
): Promise<readonly ListCommit[]> {
  await mirror.fetch(sha, null);
  const commits = await pastCommits(mirror, sha, paths);
  await mirror.fetchBlobs(oidsOf(commits));
  return commits;
}

/** None if git cannot say. */
async function pastCommits(
  mirror: Mirror,
  sha: string,
  paths: readonly string[],
): Promise<readonly ListCommit[]> {
  try {
    return await listCommits(mirror.git, sha, paths, { last: maxPastRevisions });
  } catch (error) {
    if (error instanceof UpstreamError) return [];
    throw error;
  }
}

/**
 * The commits with the list's text, which has to be fetched already.
 *
 * @param until milliseconds since 1970: after it only the newest one is read
 */
export async function* readRevisions(
  mirror: Mirror,
  remote: Remote,
  commits: readonly ListCommit[],
  until: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<TextRevision> {
  const readText = createTextReader(mirror.local, commits, filePages(remote));
  for (const commit of commits) {
    const text = await readText(commit);
    if (Date.now() > until && commit !== commits.at(-1)) continue;
    yield { commit, url: commitUrl(remote, commit.sha), text };
  }
}
