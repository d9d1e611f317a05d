import type { TextRevision } from "./evaluate-revisions.js";
import { filesAt } from "./files-at.js";
import type { Git } from "./git.js";
import { type ListCommit, listCommits, listCommitsWithMoves } from "./list-commits.js";
import type { Mirror } from "./mirror.js";
import { oidsOf, readTexts } from "./read-texts.js";
import { commitUrl, type Remote } from "./remote.js";
import type { StartPoint } from "./start-point.js";

export type SinceOutcome =
  | { readonly kind: "revisions"; readonly commits: readonly ListCommit[]; readonly rewritten: boolean }
  | { readonly kind: "failed"; readonly message: string };

export interface UpstreamDeps {
  readonly git: Git;
  readonly mirror: Mirror;
  readonly remote: Remote;
}

/** The first check reads this many of the latest revisions, to know papers that were in the list before. */
const maxPastRevisions = 100;

/**
 * The commits after the start point that change the list, up to `sha`, oldest first; on the first check the latest of
 * all. If the history was rewritten, it is `sha` alone, to be compared as a whole.
 */
export async function revisionsSince(
  deps: UpstreamDeps,
  { sha: known, paths, isOutdated }: StartPoint,
  sha: string,
): Promise<SinceOutcome> {
  const { git, mirror } = deps;
  const { gitDir, options } = mirror;
  const fetched = await mirror.fetch(sha, known);
  if (fetched.kind === "failed") return fetched;
  if (known !== null && !fetched.rewritten) {
    const again = isOutdated ? await listAt(deps, known, paths) : null;
    if (again?.kind === "failed") return again;
    const since = await listCommitsWithMoves(git, gitDir, known, sha, paths, options);
    if (since.kind === "failed") return since;
    const commits = again ? [again.commit, ...since.commits] : since.commits;
    return { kind: "revisions", commits, rewritten: false };
  }
  if (known === null) {
    const past = await listCommits(git, gitDir, sha, paths, options);
    // With no commit for these paths, reading the list at `sha` reports what is wrong.
    if (past.kind === "commits" && past.commits.length > 0) {
      return { kind: "revisions", commits: past.commits.slice(-maxPastRevisions), rewritten: false };
    }
  }
  const whole = await listAt(deps, sha, paths);
  if (whole.kind === "failed") return whole;
  return { kind: "revisions", commits: [whole.commit], rewritten: known !== null };
}

/** The list in a commit, also if that does not change it. */
async function listAt(
  { git, mirror }: UpstreamDeps,
  sha: string,
  paths: readonly string[],
): Promise<
  | { readonly kind: "commit"; readonly commit: ListCommit }
  | { readonly kind: "failed"; readonly message: string }
> {
  const outcome = await filesAt(git, mirror.gitDir, sha, paths, mirror.options);
  if (outcome.kind === "failed") return outcome;
  return { kind: "commit", commit: { sha, date: await mirror.dateOf(sha), files: outcome.files } };
}

/** The commits with the list's text. If the upstream stops answering, the last item says so. */
export async function* readRevisions(
  { git, mirror, remote }: UpstreamDeps,
  commits: readonly ListCommit[],
): AsyncGenerator<TextRevision> {
  await mirror.fetchBlobs(oidsOf(commits));
  for await (const read of readTexts(git, mirror.gitDir, commits, mirror.options)) {
    const { commit } = read;
    const text: TextRevision["text"] =
      read.kind === "read"
        ? read.text
        : { kind: "not-a-list", reason: `the list could not be read: ${read.message}` };
    yield { commit, url: commitUrl(remote, commit.sha), text };
  }
}
