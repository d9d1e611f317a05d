import type { Paper } from "../catalogue/paper.js";
import { createPaperIndex, type Entry, type PaperIndex } from "./paper-index.js";
import { stem } from "./stem.js";
import { isStopWord } from "./stop-words.js";

/** How many papers are looked at by their rarest shared words, and how many of them are then compared in full. */
const budget = { visits: 5_000, compared: 100 } as const;

/**
 * Papers that share words with this one, rare words counting for more (cosine of tf-idf over stems). The paper need
 * not be in the index.
 */
export function similarTo(paper: Paper, limit: number, index: PaperIndex): readonly Paper[] {
  const own = createPaperIndex([paper]).get(paper.id);
  if (!own) return [];
  const weights = weightsOf(own, index);
  return sharing(weights, index)
    .filter((entry) => entry.paper.id !== paper.id)
    .map((entry) => ({ entry, likeness: likeness(weights, weightsOf(entry, index)) }))
    .sort(
      (a, b) =>
        b.likeness - a.likeness ||
        (b.entry.paper.year ?? 0) - (a.entry.paper.year ?? 0) ||
        a.entry.number - b.entry.number,
    )
    .slice(0, limit)
    .map(({ entry }) => entry.paper);
}

type Weights = ReadonlyMap<string, number>;

/** The papers that share most, found through the rarest words first. */
function sharing(weights: Weights, index: PaperIndex): Entry[] {
  const shared = new Map<Entry, number>();
  let visits = 0;
  for (const [root, weight] of [...weights].sort(([, a], [, b]) => b - a)) {
    if (visits >= budget.visits) break;
    for (const word of index.dictionary.forms(root)) {
      index.visit("text", word, (entry) => {
        visits++;
        shared.set(entry, (shared.get(entry) ?? 0) + weight);
        return visits < budget.visits;
      });
    }
  }
  return [...shared]
    .sort(([, a], [, b]) => b - a)
    .slice(0, budget.compared)
    .map(([entry]) => entry);
}

function weightsOf(entry: Entry, index: PaperIndex): Weights {
  const weights = new Map<string, number>();
  for (const word of entry.words) {
    if (!isStopWord(word)) {
      weights.set(stem(word), Math.log(1 + index.size / (1 + index.dictionary.count(word))));
    }
  }
  return weights;
}

function likeness(a: Weights, b: Weights): number {
  let shared = 0;
  let length = 0;
  for (const [root, weight] of b) {
    length += weight * weight;
    shared += weight * (a.get(root) ?? 0);
  }
  return length === 0 ? 0 : shared / Math.sqrt(length);
}
