import type { KnownPapers } from "./known-paper.js";
import { createListedPapers } from "./listed-papers.js";
import { claimsOn, idsOfTitle, type SharedClaim } from "./match-other-list.js";
import type { Paper } from "./paper.js";

/** The papers of other lists that each of these entries may be, the likeliest first; in steps. */
export type SharedIdLookup = (
  papers: readonly Paper[],
) => Generator<undefined, readonly (readonly SharedClaim[])[]>;

/**
 * The known papers of all lists, so that a paper of several lists has one id. A list fixes the id when it first reads
 * the paper. If other lists disagree on it, the first of them decides.
 */
export interface SharedIds {
  /** Replaces the known papers of a list. */
  update(list: string, knownPapers: KnownPapers): void;
  /** Removes a list that is no longer served. */
  remove(list: string): void;
  /** A lookup in all lists but this one; null as long as there are none. */
  lookupFor(list: string): SharedIdLookup | null;
  /**
   * The other ids of a paper: where two lists first had it under unlike titles, each gave it an id of its own. They are
   * one paper since one list took the other's title.
   */
  otherIdsOf(list: string, paper: Paper): readonly string[];
  /** Frees what lookups have made, which the next one makes again. */
  rest(): void;
}

export function createSharedIds(): SharedIds {
  const papers = createListedPapers();
  return {
    update: papers.replace,
    remove: papers.remove,
    lookupFor(list) {
      if (![...papers.lists].some(([other, known]) => other !== list && known.size > 0)) return null;
      return function* (entries) {
        yield* papers.catchUp();
        const claims: (readonly SharedClaim[])[] = [];
        for (const entry of entries) {
          claims.push(claimsOn(entry, list, papers));
          yield;
        }
        return claims;
      };
    },
    otherIdsOf(list, paper) {
      const known = papers.lists.get(list);
      const ids = idsOfTitle(paper, list, papers).filter((id) => id !== paper.id && !known?.has(id));
      return [...new Set(ids)];
    },
    rest: papers.rest,
  };
}
