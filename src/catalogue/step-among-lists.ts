import { type CatalogueStep, type CatalogueVersion, nextVersion } from "./diff.js";
import type { SharedClaim } from "./match-other-list.js";
import type { Catalogue, Paper } from "./paper.js";
import { secondEntries, settleClaims } from "./settle-claims.js";
import type { VenueRegistry } from "./venues.js";

/**
 * The next version of a list, in which papers that are new here have the ids that they have in other lists. Those may be
 * elsewhere, so it is computed as if there were none, and again with the answers for the papers that are new.
 *
 * Yields papers that are new; the answer is what each may be in other lists.
 */
export function* stepAmongLists(
  old: CatalogueVersion,
  read: Pick<Catalogue, "papers">,
  venues: VenueRegistry,
): Generator<readonly Paper[], CatalogueStep, readonly (readonly SharedClaim[])[]> {
  const claims = new Map<Paper, readonly SharedClaim[]>();
  for (;;) {
    // Both of its ids are asked for: each paper is one question.
    const unknown = new Set<Paper>();
    const ids = settleClaims(claims, (id) => old.knownPapers.has(id));
    const second = secondEntries(claims, ids);
    const step = nextVersion(old, read, venues, undefined, (paper) => {
      if (!claims.has(paper)) unknown.add(paper);
      return { own: ids.get(paper) ?? null, second: second.get(paper) ?? null };
    });
    if (unknown.size === 0) return step;
    const asked = [...unknown];
    const answer = yield asked;
    for (const [index, paper] of asked.entries()) claims.set(paper, answer[index] ?? []);
    if (asked.every((paper) => claims.get(paper)?.length === 0)) return step;
  }
}
