import type { Paper } from "../catalogue/paper.js";
import { push } from "../catalogue/push.js";
import { createDictionary, type Dictionary } from "./dictionary.js";
import { type Entry, type Searchable, termsOf, toEntry } from "./entry.js";
import type { KnownTitles } from "./indexed-title.js";
import { createInitialsText } from "./initials-text.js";
import { createNewestOrder, newestFirst, yearOf } from "./newest-order.js";
import { type Indexed, scoreTerms } from "./term-scores.js";
import { isWord, searchTermOf } from "./terms.js";
import type { Vocabulary } from "./vocabulary.js";

/** The papers by their terms. */
export interface PaperIndex {
  readonly dictionary: Dictionary;
  has(id: string): boolean;
  entryOf(id: string): Entry | null;
  /** {@link newestFirst} */
  newest(): readonly Entry[];
  /** The venues' names as the papers have them. */
  venues(): MapIterator<string>;
  /**
   * The papers with any of the terms, by descending score. The boost of a term multiplies its score.
   *
   * @param accepts is called for each term of each paper before it is scored
   */
  search(
    terms: ReadonlyMap<string, number>,
    accepts: (entry: Entry) => boolean,
  ): readonly (readonly [Entry, score: number])[];
  /** Tells which papers have any of the terms. */
  having(terms: Iterable<string>): (entry: Entry) => boolean;
  /** The papers with adjacent words of these initials. A pass over all titles. */
  withInitials(letters: string): readonly Entry[];
  /** Adds papers, one at each step. Papers with a known id are ignored. @param titles some of theirs, indexed before */
  adding(papers: readonly Searchable[], titles?: KnownTitles): Generator<undefined, void>;
  remove(papers: readonly Paper[]): void;
}

export function createPaperIndex(vocabulary: Vocabulary): PaperIndex {
  const entries = new Map<string, Placed>();
  const dictionary = createDictionary();
  /** The papers that have a term, by their places: the newest first of those that were added together. */
  const byTerm = new Map<string, Placed[]>();
  let nextPlace = 0;
  /** The number of terms that are indexed of all papers. */
  let totalLength = 0;
  const newest = createNewestOrder<Entry>();
  /** How many papers each venue has. */
  const venues = new Map<string, number>();
  const initials = createInitialsText<Entry>();

  function countVenue({ paper: { venue } }: Entry, change: 1 | -1): void {
    if (venue === null) return;
    const count = (venues.get(venue) ?? 0) + change;
    if (count > 0) venues.set(venue, count);
    else venues.delete(venue);
  }

  return {
    dictionary,
    has: (id) => entries.has(id),
    entryOf: (id) => entries.get(id)?.entry ?? null,
    newest: newest.entries,
    venues: () => venues.keys(),
    search: (terms, accepts) =>
      scoreTerms(
        Array.from(terms, ([term, boost]) => ({ boost, papers: byTerm.get(term) ?? noPapers })),
        accepts,
        { papers: entries.size, averageLength: totalLength / entries.size },
      ),
    having(terms) {
      const all = Array.from(terms, (term) => byTerm.get(term) ?? noPapers);
      return ({ paper }) => {
        const placed = entries.get(paper.id);
        return placed !== undefined && all.some((papers) => papers[indexOf(placed, papers)] === placed);
      };
    },
    withInitials: initials.find,
    *adding(papers, titles) {
      const byYear = new Map<number, Entry[]>();
      for (const paper of papers) {
        if (entries.has(paper.id)) continue;
        const entry = toEntry(paper, vocabulary, titles?.get(paper.title));
        entries.set(paper.id, { entry, length: 0, place: -1 });
        push(byYear, yearOf(entry), entry);
        yield;
      }
      // To sort all at once would hold others up.
      const years = [...byYear].sort(([year], [other]) => other - year);
      for (const entry of years.flatMap(([, ofYear]) => ofYear.sort(newestFirst))) {
        const placed = { entry, length: 0, place: nextPlace++ };
        for (const term of indexedTerms(entry)) {
          const papers = byTerm.get(term);
          if (papers === undefined) byTerm.set(term, [placed]);
          else if (papers.at(-1) === placed) continue;
          else papers.push(placed);
          placed.length++;
        }
        dictionary.add(termsOf(entry));
        entries.set(entry.paper.id, placed);
        totalLength += placed.length;
        newest.add(entry);
        countVenue(entry, 1);
        initials.add(entry);
        yield;
      }
    },
    remove(removed) {
      for (const { id } of removed) {
        const known = entries.get(id);
        if (!known) continue;
        const { entry, length } = known;
        entries.delete(id);
        for (const term of indexedTerms(entry)) {
          const papers = byTerm.get(term) ?? [];
          const at = indexOf(known, papers);
          if (papers[at] === known) papers.splice(at, 1);
          if (papers.length === 0) byTerm.delete(term);
        }
        dictionary.remove(termsOf(entry));
        totalLength -= length;
        newest.remove(entry);
        countVenue(entry, -1);
        initials.remove(entry);
      }
    },
  };
}

/** A paper that was added later has a greater place, so each term has its papers in this order. */
interface Placed extends Indexed {
  readonly place: number;
}

const noPapers: readonly Placed[] = [];

/** Where a paper is among some, or would be. */
function indexOf({ place }: Placed, papers: readonly Placed[]): number {
  let [low, high] = [0, papers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((papers[middle]?.place ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Papers with a word or stem are among those with its family, so only that is indexed. Some of them several times. */
function indexedTerms({ families, spans, facts }: Entry): readonly string[] {
  if (spans.length === 0 && facts.length === 0) return families;
  // A span of a word comes with one of its stem.
  const ofSpans = spans.flatMap(({ term }) => (isWord(term) ? [] : searchTermOf(term)));
  return [...families, ...ofSpans, ...facts];
}
