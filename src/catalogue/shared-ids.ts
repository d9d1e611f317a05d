import type { KnownPapers } from "./known-paper.js";
import {
  claimsOn,
  createOtherList,
  idsOfTitle,
  type OtherList,
  type SharedClaim,
} from "./match-other-list.js";
import type { Paper } from "./paper.js";

/** The papers of other lists that an entry may be, the likeliest first. */
export type SharedIdLookup = (paper: Paper) => readonly SharedClaim[];

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
}

export function createSharedIds(): SharedIds {
  const lists = new Map<string, KnownPapers>();
  // Most revisions have no unknown paper, so an index is built on first use.
  const indexes = new Map<string, OtherList>();
  const indexOf = (list: string, knownPapers: KnownPapers): OtherList => {
    const index = indexes.get(list) ?? createOtherList(knownPapers.values());
    indexes.set(list, index);
    return index;
  };
  const othersThan = (list: string): readonly OtherList[] =>
    [...lists].flatMap(([other, knownPapers]) =>
      other === list || knownPapers.size === 0 ? [] : [indexOf(other, knownPapers)],
    );
  return {
    update(list, knownPapers) {
      if (lists.get(list) === knownPapers) return;
      lists.set(list, knownPapers);
      indexes.delete(list);
    },
    remove(list) {
      lists.delete(list);
      indexes.delete(list);
    },
    lookupFor(list) {
      if (othersThan(list).length === 0) return null;
      return (paper) => claimsOn(paper, othersThan(list));
    },
    otherIdsOf(list, paper) {
      const known = lists.get(list);
      const ids = idsOfTitle(paper, othersThan(list)).filter((id) => id !== paper.id && !known?.has(id));
      return [...new Set(ids)];
    },
  };
}
