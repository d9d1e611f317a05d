/** Removing a single paper is never an accident, not even from a list of one or two. */
const minRemoved = 2;

/**
 * Why a revision is held for the operator, or null if it may be announced. Removing half of the list, adding more than
 * `limit` papers or an unresolved merge conflict are probably accidents, and a flood of messages cannot be undone.
 *
 * @param counts `before`: the papers in the last accepted version.
 */
export function surgeReason(
  counts: { before: number; added: number; removed: number; hasConflict: boolean },
  limit: number,
): string | null {
  const { before, added, removed, hasConflict } = counts;
  if (removed >= minRemoved && removed * 2 >= before) return `It removes ${removed} of ${before} papers.`;
  if (added > limit) return `It adds ${added} papers at once, more than ${limit}.`;
  return hasConflict ? "It was committed with an unresolved merge conflict in it." : null;
}
