/** Removing a single paper is never an accident, not even from a list of one or two. */
const minRemoved = 2;
/** So many entries may have a new title or become unreadable at once without a look at their share. */
const maxUnnoticed = 10;

/** What a revision does to a list. */
export interface RevisionCounts {
  /** Papers in the last accepted version. */
  readonly before: number;
  readonly added: number;
  readonly removed: number;
  /** Added papers with a link that another paper of the last accepted version had alone. */
  readonly retitled?: number;
  /** Papers that stay by their links, under titles that have little in common with those of the last accepted version. */
  readonly renamed?: number;
  /** Entries that could not be read, in this version and in the last accepted one. */
  readonly unread?: number;
  readonly unreadBefore?: number;
  /** It contains an unresolved merge conflict. */
  readonly hasConflict: boolean;
}

/**
 * Why a revision is held for the operator, or null if it may be announced. Held is what looks like an accident: half of
 * the list is removed, many of its papers come again or stay under other titles, much of it cannot be read any more, or a merge
 * conflict was committed. A batch of new papers is none, however large: it is announced as one digest.
 */
export function surgeReason(counts: RevisionCounts): string | null {
  const { before, added, removed, retitled = 0, renamed = 0 } = counts;
  const { unread = 0, unreadBefore = 0, hasConflict } = counts;
  if (removed >= minRemoved && removed * 2 >= before) return `It removes ${removed} of ${before} papers.`;
  if (retitled > maxUnnoticed && retitled * 2 >= added)
    return `It adds ${added} papers, of which ${retitled} have the links of papers that were there under other titles.`;
  if (renamed > maxUnnoticed && renamed * 2 >= before)
    return `It gives other titles to ${renamed} of ${before} papers.`;
  const entries = before + added - removed + unread;
  const share = unread / Math.max(entries, 1);
  const shareBefore = unreadBefore / Math.max(before + unreadBefore, 1);
  if (unread - unreadBefore > maxUnnoticed && share > 1 / 3 && share > shareBefore * 2)
    return `${unread} of its ${entries} entries cannot be read, ${unreadBefore} before.`;
  return hasConflict ? "It was committed with an unresolved merge conflict in it." : null;
}
