import { commitUrl } from "./commit-url.js";
import { filesAt } from "./files-at.js";
import type { Git } from "./git.js";
import { type Touch, touches, touchesWithMoves } from "./history.js";
import type { Mirror } from "./mirror.js";
import { oidsOf, readTexts } from "./read-texts.js";
import type { Remote } from "./remote.js";
import type { TextRevision } from "./walk.js";

/** From where on revisions are wanted. */
export interface Cursor {
  /** The last one that was accepted; null for a first sight. */
  readonly sha: string | null;
  /** Where the list's files were in it. */
  readonly paths: readonly string[];
  /** Other files are configured than it was read with: the revision itself is wanted as well. */
  readonly isOutdated: boolean;
}

export type SinceOutcome =
  | { readonly kind: "revisions"; readonly touches: readonly Touch[]; readonly rewritten: boolean }
  | { readonly kind: "failed"; readonly message: string };

export interface UpstreamDeps {
  readonly git: Git;
  readonly mirror: Mirror;
  readonly remote: Remote;
}

/** As many of the latest revisions as a first sight looks at, for what was in the list before. */
const remembered = 100;

/**
 * The commits that touch the list after the cursor, up to a commit of the upstream, oldest first. For a first sight
 * they are the latest of all. Where the history was rewritten so that nothing leads there it is that commit alone:
 * what it says is compared as a whole.
 */
export async function revisionsSince(
  deps: UpstreamDeps,
  { sha: known, paths, isOutdated }: Cursor,
  sha: string,
): Promise<SinceOutcome> {
  const { git, mirror } = deps;
  const { gitDir, options } = mirror;
  const fetched = await mirror.fetch(sha, known);
  if (fetched.kind === "failed") return fetched;
  if (known !== null && fetched.kind === "grown") {
    const again = isOutdated ? await touchAt(deps, known, paths) : null;
    if (again?.kind === "failed") return again;
    const history = await touchesWithMoves(git, gitDir, known, sha, paths, options);
    if (history.kind === "failed") return history;
    const all = again ? [again.touch, ...history.touches] : history.touches;
    return { kind: "revisions", touches: all, rewritten: false };
  }
  if (known === null) {
    const history = await touches(git, gitDir, sha, paths, options);
    // A path that no commit touches is a trouble that the reading of the commit itself tells.
    if (history.kind === "history" && history.touches.length > 0) {
      return { kind: "revisions", touches: history.touches.slice(-remembered), rewritten: false };
    }
  }
  const whole = await touchAt(deps, sha, paths);
  if (whole.kind === "failed") return whole;
  return { kind: "revisions", touches: [whole.touch], rewritten: known !== null };
}

/** The list as it is in a commit, whether that touches it or not. */
async function touchAt(
  { git, mirror }: UpstreamDeps,
  sha: string,
  paths: readonly string[],
): Promise<
  { readonly kind: "touch"; readonly touch: Touch } | { readonly kind: "failed"; readonly message: string }
> {
  const outcome = await filesAt(git, mirror.gitDir, sha, paths, mirror.options);
  if (outcome.kind === "failed") return outcome;
  return { kind: "touch", touch: { sha, date: await mirror.dateOf(sha), files: outcome.files } };
}

/** The same commits with the list's text. Where the upstream stops answering, that is the last item. */
export async function* readRevisions(
  { git, mirror, remote }: UpstreamDeps,
  touches: readonly Touch[],
): AsyncGenerator<TextRevision> {
  await mirror.fetchBlobs(oidsOf(touches));
  for await (const read of readTexts(git, mirror.gitDir, touches, mirror.options)) {
    const { touch } = read;
    const url = commitUrl(remote, touch.sha);
    if (read.kind === "read") yield { touch, url, text: read.text };
    else
      yield {
        touch,
        url,
        text: { kind: "not-a-list", reason: `the list could not be read: ${read.message}` },
      };
  }
}
