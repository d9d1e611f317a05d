import type { IdElsewhere } from "./diff-memory.js";
import type { KnownPaper, Memory } from "./known-paper.js";
import { recogniseElsewhere } from "./match.js";
import { createKnownIndex, type KnownIndex } from "./match-index.js";

/**
 * What every list knows, so that a paper that stands in several goes by one id. The id is settled when a list first
 * meets the paper, and never changes; of lists that know it by different ids the first one's counts.
 */
export interface SharedIds {
  /** Says what a list knows by now. */
  learn(list: string, memory: Memory): void;
  /** Forgets a list that is served no more. */
  forget(list: string): void;
  /** What the other lists know a paper by. */
  elsewhere(list: string): IdElsewhere;
}

export function createSharedIds(): SharedIds {
  const memories = new Map<string, Memory>();
  // Most revisions bring no unknown paper, so an index is made when the first one asks.
  const indexes = new Map<string, KnownIndex>();
  const indexOf = (list: string, memory: Memory): KnownIndex => {
    const index = indexes.get(list) ?? createKnownIndex(memory.values());
    indexes.set(list, index);
    return index;
  };
  return {
    learn(list, memory) {
      if (memories.get(list) === memory) return;
      memories.set(list, memory);
      indexes.delete(list);
    },
    forget(list) {
      memories.delete(list);
      indexes.delete(list);
    },
    elsewhere: (list) => (paper) => {
      for (const [other, memory] of memories) {
        const known: KnownPaper | null =
          other === list ? null : recogniseElsewhere(paper, indexOf(other, memory));
        if (known) return known.id;
      }
      return null;
    },
  };
}
