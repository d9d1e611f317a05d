import type { Paper } from "./paper.js";

/** What can differ between two revisions of a list. */
export const changeKinds = ["added", "code-released", "accepted", "edited", "removed"] as const;

export type ChangeKind = (typeof changeKinds)[number];

/** One paper that differs. Its `id` is the one it was first known by, however often it was retitled. */
export interface Change {
  readonly kind: ChangeKind;
  /** The paper as it is now; for `removed`, as it last was. */
  readonly paper: Paper;
  /** The paper as it was; `null` for `added`, and for a paper that had left the list and came back. */
  readonly before: Paper | null;
}

/** One commit of the upstream that touches the list. */
export interface Revision {
  /** The full commit id, in hexadecimal. */
  readonly sha: string;
  /** When it was committed, ISO 8601 with its offset. */
  readonly date: string;
  /** The commit's page for people, where the host has one that we know. */
  readonly url: string | null;
}

/** How the changes of a revision are announced. `none`: they are recorded in the history only. */
export type AnnounceMode = "announcements" | "digest" | "none";
