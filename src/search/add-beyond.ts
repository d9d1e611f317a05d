import type { Beyond, BeyondTitles } from "./beyond-titles.js";
import type { Entry } from "./entry.js";
import { filterOf } from "./filters.js";
import { newestFirst } from "./newest-order.js";
import type { PaperIndex } from "./paper-index.js";
import type { Query } from "./query.js";
import type { Ranking } from "./rank.js";
import { maxQueryWords, readWords } from "./words.js";

/** Titles with a lower score have a word in another form, or with a typo. */
const exactScore = 0.9;
/** Between exact titles and others, and below all titles. */
const scores = { title: 0.9, authors: 0.9, abstract: 0.1 } as const satisfies Record<Beyond, number>;

interface WithBeyond extends Ranking {
  /** Where the words are that the title does not have. */
  readonly beyond: ReadonlyMap<string, Beyond>;
}

/**
 * A ranking by titles, with the papers that have the words in another list's title or among their authors too: after the titles that have all words
 * as they were typed, before those that only resemble them. Abstracts count only where no title has all words.
 */
export function addBeyond(
  query: Query,
  ranking: Ranking,
  {
    index,
    beyond: source,
    isVisible,
  }: { index: PaperIndex; beyond: BeyondTitles; isVisible: (id: string) => boolean },
): WithBeyond {
  const words = readWords(query.text, maxQueryWords).words;
  const hasTitles = ranking.how === "all words";
  const firstOther = ranking.ranked.findIndex(
    ({ score, hasAll, isGuess }) => !hasAll || isGuess || score < exactScore,
  );
  const exact = hasTitles ? ranking.ranked.slice(0, firstOther < 0 ? undefined : firstOther) : [];
  const known = new Set(exact.map(({ entry }) => entry.paper.id));
  const passes = filterOf(query);
  const beyond = source.find(words, !hasTitles, (id) => {
    const entry = index.entryOf(id);
    return entry !== null && isVisible(id) && passes(entry) ? entry.stems : null;
  });
  if (beyond.size === 0) return { ...ranking, beyond };
  const places = new Map(ranking.ranked.map(({ entry }, place) => [entry, place]));
  const placeOf = (entry: Entry) => places.get(entry) ?? places.size;
  const of = (kind: Beyond) =>
    [...beyond]
      .flatMap(([id, where]) => (where === kind && !known.has(id) ? (index.entryOf(id) ?? []) : []))
      .sort((a, b) => placeOf(a) - placeOf(b) || newestFirst(a, b))
      .map((entry) => ({ entry, score: scores[kind], hasAll: true, isGuess: false }));
  const added = [...of("title"), ...of("authors")];
  // Papers with some of the words are no answer where others have all.
  const titles = added.length > 0 && !hasTitles ? [] : ranking.ranked.slice(exact.length);
  const others = titles.filter(({ entry }) => (beyond.get(entry.paper.id) ?? "abstract") === "abstract");
  const placed = new Set(others.map(({ entry }) => entry.paper.id));
  // A title that resembles the words says more than an abstract that has them: it keeps its place.
  const told = of("abstract").filter(({ entry }) => !placed.has(entry.paper.id));
  return { ...ranking, ranked: [...exact, ...added, ...others, ...told], how: "all words", beyond };
}
