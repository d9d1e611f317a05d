/** What the surge guard needs to know of a revision. */
export interface RevisionCounts {
  /** Papers in the last accepted version. */
  readonly before: number;
  readonly added: number;
  readonly removed: number;
  readonly hasConflict: boolean;
}

export type Verdict = { readonly kind: "fine" } | { readonly kind: "held"; readonly reason: string };

/** Removing a single paper is never an accident, not even from a list of one or two. */
const minRemoved = 2;

/**
 * Decides whether a revision is announced or held for the operator. Removing half of the list, adding more than
 * `limit` papers or an unresolved merge conflict are probably accidents, and a flood of messages cannot be undone.
 */
export function judge({ before, added, removed, hasConflict }: RevisionCounts, limit: number): Verdict {
  if (removed >= minRemoved && removed * 2 >= before) {
    return { kind: "held", reason: `It removes ${removed} of ${before} papers.` };
  }
  if (added > limit) return { kind: "held", reason: `It adds ${added} papers at once, more than ${limit}.` };
  if (hasConflict)
    return { kind: "held", reason: "It was committed with an unresolved merge conflict in it." };
  return { kind: "fine" };
}
