/** What a revision does, in numbers. */
export interface Surge {
  /** Papers in the last accepted version. */
  readonly before: number;
  readonly added: number;
  readonly removed: number;
  readonly hasConflict: boolean;
}

export type Verdict = { readonly kind: "fine" } | { readonly kind: "held"; readonly reason: string };

/** How many papers may be added at once, unless `UPSTREAM_SURGE` says otherwise. */
export const defaultSurge = 40;
/** A list of three may lose one or two: that is no accident yet. */
const fewestRemoved = 2;

/**
 * Decides whether a revision is told as it is, or held until a person has looked at it: one that removes half of the
 * list, adds more than `limit` papers, or was committed with a merge conflict in it looks like an accident, and a
 * channel that was flooded can not be emptied again.
 */
export function judge({ before, added, removed, hasConflict }: Surge, limit: number): Verdict {
  if (removed >= fewestRemoved && removed * 2 >= before) {
    return { kind: "held", reason: `It removes ${removed} of ${before} papers.` };
  }
  if (added > limit) return { kind: "held", reason: `It adds ${added} papers at once, more than ${limit}.` };
  if (hasConflict)
    return { kind: "held", reason: "It was committed with an unresolved merge conflict in it." };
  return { kind: "fine" };
}
