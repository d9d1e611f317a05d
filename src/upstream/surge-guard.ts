/** Removing a single paper is never an accident, not even from a list of one or two. */
const minRemoved = 2;
/** So many entries may have a new title or become unreadable at once without a look at their share. */
const maxUnnoticed = 10;
/** So few of a short list are looked at only where they are nearly all of it. */
const minOfShort = 3;

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
  /** Papers that stay, but with none of the links that they had. */
  readonly unlinked?: number;
  /** Removed papers that still stand in the text, where they cannot be read any more. */
  readonly standing?: number;
  /** Entries that could not be read, in this version and in the last accepted one. */
  readonly unread?: number;
  readonly unreadBefore?: number;
  /** It contains an unresolved merge conflict. */
  readonly hasConflict: boolean;
  /** Its text was saved in a wrong encoding. */
  readonly isGarbled?: boolean;
  /** Why papers may be missing that nobody removed: `README.md breaks off`. */
  readonly loss?: string | null;
}

/**
 * Why a revision is held for the operator, or null if it may be announced. Held is what looks like an accident: half of
 * the list is removed, many of its papers come again or stay under other titles, or with other links, much of it cannot
 * be read any more, its text breaks off or is hidden from some line on, or a merge conflict or a wrong encoding was
 * committed. A batch of new papers is none, however large: it is announced as one digest.
 */
export function surgeReason(counts: RevisionCounts): string | null {
  const { before, added, removed, retitled = 0, renamed = 0, unlinked = 0, standing = 0 } = counts;
  const { unread = 0, unreadBefore = 0, hasConflict, isGarbled = false, loss = null } = counts;
  if (removed >= minRemoved && removed * 2 >= before) return `It removes ${removed} of ${before} papers.`;
  if (removed >= minRemoved && loss !== null) return `${loss}: ${removed} of ${before} papers are gone.`;
  if (retitled > maxUnnoticed && retitled * 2 >= added)
    return `It adds ${added} papers, of which ${retitled} have the links of papers that were there under other titles.`;
  if (isMost(renamed, before) && (renamed > maxUnnoticed || added < renamed))
    return `It gives other titles to ${renamed} of ${before} papers.`;
  if (isMost(unlinked, before - removed)) return `It replaces the links of ${unlinked} of ${before} papers.`;
  if (standing > maxUnnoticed && standing * 10 >= before && added * 2 < standing)
    return `${standing} of ${before} papers are still in the text, but cannot be read any more.`;
  const now = unread + standing;
  const entries = before + added - removed + now;
  const share = now / Math.max(entries, 1);
  const shareBefore = unreadBefore / Math.max(before + unreadBefore, 1);
  if (now - unreadBefore > maxUnnoticed && share > 1 / 3 && share > shareBefore * 2)
    return `${now} of its ${entries} entries cannot be read, ${unreadBefore} before.`;
  if (isGarbled) return "Its text was saved in a wrong encoding.";
  return hasConflict ? "It was committed with an unresolved merge conflict in it." : null;
}

/** Half of a list; of a short one nearly all. */
function isMost(count: number, all: number): boolean {
  return count > maxUnnoticed ? count * 2 >= all : count >= minOfShort && count * 5 >= all * 4;
}
