import type { Paper } from "./paper.js";

/**
 * What can differ between two revisions of a list. What is `added` may be in another list already: it is `also-listed`
 * besides, and which of the two is announced depends on what the server sees.
 */
export const changeKinds = [
  "added",
  "also-listed",
  "code-released",
  "accepted",
  "edited",
  "removed",
] as const;

export type ChangeKind = (typeof changeKinds)[number];

/** One paper that differs. Its `id` is the one it got when it was first read, even if it was renamed since. */
export interface Change {
  readonly kind: ChangeKind;
  /** The current paper; for `removed`, its last version. */
  readonly paper: Paper;
  /** The previous version; `null` for `added`, and for a paper that returns to the list. */
  readonly before: Paper | null;
}

/** One upstream commit that changes the list. */
export interface Revision {
  /** The full commit id, in hexadecimal. */
  readonly sha: string;
  /** The commit date, ISO 8601 with its offset; null if the commit does not say. */
  readonly date: string | null;
  /** The commit's web page, if the host is a known one. */
  readonly url: string | null;
}

/** How the changes of a revision are announced. `none`: they are recorded in the history only. */
export type AnnounceMode = "announcements" | "digest" | "none";
