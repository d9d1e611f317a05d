import type { Paper } from "../catalogue/paper.js";
import type { PaperIndex } from "./paper-index.js";
import { stem } from "./stem.js";
import { isStopWord } from "./stop-words.js";
import { termOf } from "./terms.js";
import { readWords } from "./words.js";

/** The rarest words of a title say what it is about; more of them only cost time. */
const maxWords = 6;

/**
 * The papers that share the rarest words with this one, by MiniSearch's own ranking; of equals the newest first. The
 * paper itself is left out, and need not be in the index.
 */
export function similarTo(
  paper: Paper,
  limit: number,
  index: PaperIndex,
  sees: (id: string) => boolean,
): readonly Paper[] {
  const own = index.get(paper.id) ? 1 : 0;
  const stems = new Set(
    readWords(paper.title)
      .words.filter((word) => !isStopWord(word))
      .map((word) => termOf.stem(stem(word))),
  );
  const rarest = Array.from(stems, (term) => ({ term, others: index.dictionary.count(term) - own }))
    .filter(({ others }) => others > 0)
    .sort((a, b) => a.others - b.others)
    .slice(0, maxWords);
  const terms = new Map(rarest.map(({ term }) => [term, 1] as const));
  return index
    .search(terms, (entry) => entry.paper.id !== paper.id && sees(entry.paper.id))
    .toSorted(([a, scoreA], [b, scoreB]) => scoreB - scoreA || (b.paper.year ?? 0) - (a.paper.year ?? 0))
    .slice(0, limit)
    .map(([{ paper }]) => paper);
}
