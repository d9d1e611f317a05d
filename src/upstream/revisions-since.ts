import { readBlobs } from "./blobs.js";
import { commitUrl } from "./commit-url.js";
import type { Git } from "./git.js";
import { type Touch, touches, touchesWithMoves } from "./history.js";
import { readListText } from "./list-text.js";
import type { Mirror } from "./mirror.js";
import type { Remote } from "./remote.js";
import type { TextRevision } from "./walk.js";

/** From where on revisions are wanted. */
export interface Cursor {
  /** The last one that was accepted; null for a first sight. */
  readonly sha: string | null;
  /** Where the list was in it. */
  readonly path: string;
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
  { git, mirror }: UpstreamDeps,
  cursor: Cursor,
  sha: string,
): Promise<SinceOutcome> {
  const fetched = await mirror.fetch(sha, cursor.sha);
  if (fetched.kind === "failed") return fetched;
  if (cursor.sha !== null && fetched.kind === "grown") {
    const history = await touchesWithMoves(git, mirror.gitDir, cursor.sha, sha, cursor.path, mirror.options);
    if (history.kind === "failed") return history;
    return { kind: "revisions", touches: history.touches, rewritten: false };
  }
  const { path } = cursor;
  if (cursor.sha === null) {
    const history = await touches(git, mirror.gitDir, sha, path, mirror.options);
    // A path that no commit touches is a trouble that the reading of the commit itself tells.
    if (history.kind === "history" && history.touches.length > 0) {
      return { kind: "revisions", touches: history.touches.slice(-remembered), rewritten: false };
    }
  }
  const touch = { sha, path, date: await mirror.dateOf(sha), oid: await mirror.find(sha, path) };
  return { kind: "revisions", touches: [touch], rewritten: cursor.sha !== null };
}

/** The same commits with the list's text. Where the upstream stops answering, that is the last item. */
export async function* readRevisions(
  { git, mirror, remote }: UpstreamDeps,
  touches: readonly Touch[],
): AsyncGenerator<TextRevision> {
  await mirror.fetchBlobs(touches.flatMap(({ oid }) => oid ?? []));
  const commits = touches.values();
  const oids = touches.map(({ oid }) => oid);
  for await (const blob of readBlobs(git, mirror.gitDir, oids, mirror.options)) {
    const touch = commits.next().value;
    if (!touch) return;
    const url = commitUrl(remote, touch.sha);
    if (blob.kind !== "failed") yield { touch, url, text: readListText(blob) };
    else yield { touch, url, text: { kind: "not-a-list", reason: `could not be read: ${blob.message}` } };
  }
}
