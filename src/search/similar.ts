import type { Paper } from "../catalogue/paper.js";
import type { PaperIndex } from "./paper-index.js";
import type { RankOptions } from "./rank.js";
import { searchTermOf } from "./terms.js";
import { isUnspaced, pairsOf } from "./unspaced.js";
import { isStopWord, readQueryWords } from "./words.js";

/** The rarest words of a title describe it best; more only cost time. */
const maxWords = 6;

/** The papers that share the rarest words with this one, by BM25+; of equal ones the newest first. */
export function similarTo(
  paper: Paper,
  limit: number,
  index: PaperIndex,
  { isVisible }: RankOptions,
): readonly Paper[] {
  const own = index.has(paper.id) ? 1 : 0;
  const words = readQueryWords(paper.title).filter((word) => !isStopWord(word));
  const rarest = Array.from(new Set(words.flatMap(termsOfWord)), (term) => ({
    term,
    others: index.dictionary.count(term) - own,
  }))
    .filter(({ others }) => others > 0)
    .sort((a, b) => a.others - b.others)
    .slice(0, maxWords);
  return index
    .search(
      new Map(rarest.map(({ term }) => [term, 1])),
      (entry) => entry.paper.id !== paper.id && isVisible(entry.paper.id),
    )
    .slice(0, limit)
    .map(([{ paper }]) => paper);
}

function termsOfWord(word: string): string[] {
  return (isUnspaced(word) ? pairsOf(word) : [word]).map(searchTermOf);
}
