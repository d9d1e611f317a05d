import type { Entry } from "./entry.js";
import type { PaperIndex } from "./paper-index.js";
import { searchTermOf, termOf } from "./terms.js";
import { isUnspaced, pairsOf } from "./unspaced.js";
import { isLightWord, isStopWord } from "./words.js";

/** The rarest words of a text by which papers are retrieved, and how many of them are compared. */
const limits = { terms: 24, papers: 300 } as const;

/** Titles of little weight are in many texts by chance: with this weight of matched words the score is halved. */
const halfWeight = 6;

/**
 * Scores papers by how much of their title a long text has, such as a pasted abstract, of which no title has all words:
 * from 0 to 1, words by their rarity.
 *
 * @param maxPapers how many are retrieved
 */
export function scoreByTitle(
  typed: readonly string[],
  index: PaperIndex,
  accepts: (entry: Entry) => boolean,
  maxPapers: number,
): ReadonlyMap<Entry, number> {
  const { dictionary } = index;
  const words = typed.filter((word) => !isStopWord(word) && !isLightWord(word));
  const stems = new Set(
    words.flatMap((word) => (isUnspaced(word) ? pairsOf(word) : [word]).map(termOf.stem)),
  );
  const rarest = [...stems]
    .map((stem) => ({ stem, papers: dictionary.count(stem) }))
    .filter(({ papers }) => papers > 0)
    .sort((a, b) => a.papers - b.papers)
    .slice(0, limits.terms);
  const weightOf = (term: string) => Math.log(1 + (dictionary.size + 1) / (dictionary.count(term) + 1));
  const terms = new Map(rarest.map(({ stem }) => [searchTermOf(stem), 1]));
  let accepted = 0;
  const acceptsMore = (entry: Entry) => accepted < maxPapers && accepts(entry) && ++accepted > 0;
  const found = terms.size === 0 ? [] : index.search(terms, acceptsMore).slice(0, limits.papers);
  return new Map(found.map(([entry]) => [entry, shareOf(entry, stems, weightOf)]));
}

function shareOf(entry: Entry, stems: ReadonlySet<string>, weightOf: (term: string) => number): number {
  let [matched, total] = [0, 0];
  for (const term of new Set(entry.stems.filter((_, i) => !isStopWord(entry.words[i] ?? "")))) {
    const weight = weightOf(term);
    total += weight;
    if (stems.has(term)) matched += weight;
  }
  return total === 0 ? 0 : ((matched / total) * matched) / (matched + halfWeight);
}
