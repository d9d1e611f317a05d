import type { Paper } from "../catalogue/paper.js";
import { createPaperIndex, type Entry, type PaperIndex } from "./paper-index.js";
import { stem } from "./stem.js";
import { isStopWord } from "./stop-words.js";

/** Papers are compared by their rarest words; looking at more than this many per query would not change the first. */
const budget = 20_000;

/**
 * Papers that share words with this one, rare words counting for more (cosine of tf-idf over stems). The paper need
 * not be in the index.
 */
export function similarTo(paper: Paper, limit: number, index: PaperIndex): readonly Paper[] {
  const [own] = createPaperIndex([paper]).entries();
  if (!own) return [];
  const weights = weightsOf(own, index);
  const rarestFirst = [...weights].sort(([, a], [, b]) => b - a).map(([root]) => root);
  const scores = new Map<Entry, number>();
  let visited = 0;
  for (const root of rarestFirst) {
    if (visited > budget) break;
    for (const word of index.dictionary.forms(root)) {
      index.visit("text", word, (entry) => {
        visited++;
        if (entry.paper.id !== paper.id && !scores.has(entry))
          scores.set(entry, likeness(weights, weightsOf(entry, index)));
      });
    }
  }
  return [...scores]
    .sort(([a, x], [b, y]) => y - x || (b.paper.year ?? 0) - (a.paper.year ?? 0) || a.number - b.number)
    .slice(0, limit)
    .map(([entry]) => entry.paper);
}

function weightsOf(entry: Entry, index: PaperIndex): Map<string, number> {
  const weights = new Map<string, number>();
  for (const word of entry.words) {
    if (!isStopWord(word))
      weights.set(stem(word), Math.log(1 + index.size / (1 + index.dictionary.count(word))));
  }
  return weights;
}

function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  let length = 0;
  for (const [root, weight] of b) {
    length += weight * weight;
    shared += weight * (a.get(root) ?? 0);
  }
  return length === 0 ? 0 : shared / Math.sqrt(length);
}
