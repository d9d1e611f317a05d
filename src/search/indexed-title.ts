import { memoString } from "../catalogue/memo.js";
import type { Concepts } from "./concepts.js";
import { conceptsIn } from "./expansions.js";
import { initialsText } from "./initials.js";
import { formsOf, termOf } from "./terms.js";
import { isUnspaced } from "./unspaced.js";
import { isStopWord, type Join, readWords } from "./words.js";

/** A term for the words `from` up to but not including `to`. */
export interface Span {
  readonly term: string;
  readonly from: number;
  readonly to: number;
}

/** What the index has of a title, whichever paper it belongs to. */
export interface IndexedTitle {
  readonly words: readonly string[];
  /** The stem of each word, as a term, and its family. */
  readonly stems: readonly string[];
  readonly families: readonly string[];
  /** Concepts and how they are written, and what was written as one word with its stem. */
  readonly spans: readonly Span[];
  /** Indexes of words that are only a part of one written word: both of `SmoothQuant`. */
  readonly parts: ReadonlySet<number>;
  /** The number of words that are not stop words. */
  readonly contentWords: number;
  /** How many words before the title's first colon are the method's name; 0 without a short name. */
  readonly nameLength: number;
  /** Indexes of words that go on what was written as one: `uniform` of `Non-uniform`. */
  readonly continued: ReadonlySet<number>;
  /** The {@link initialsText} of the title. */
  readonly initials: string;
}

/** Titles that were indexed before, with the same concepts, by their text. */
export type KnownTitles = ReadonlyMap<string, IndexedTitle>;

const maxNameLength = 5;
const noSpans: readonly Span[] = [];

export function indexTitle(title: string, concepts: Concepts): IndexedTitle {
  const { words: read, joins, parts } = readWords(title);
  const forms = read.map(formsOf);
  const words = forms.map(({ word }) => word);
  const roots = forms.map(({ root }) => root);
  const continued = continuedIn(joins);
  return {
    words,
    stems: forms.map(({ stem }) => stem),
    families: forms.map(({ family }) => family),
    spans: spansIn(words, roots, joins, concepts),
    parts: sharedSet([...parts].join(" ")),
    contentWords: words.reduce((count, word) => (isStopWord(word) ? count : count + 1), 0),
    nameLength: nameLengthOf(title),
    continued,
    initials: initialsText({ words, continued, parts }),
  };
}

function spansIn(
  words: readonly string[],
  roots: readonly string[],
  joins: readonly Join[],
  concepts: Concepts,
): readonly Span[] {
  const spans: Span[] = [];
  for (const { word: joined, from, to } of joins) {
    const { word, stem } = formsOf(joined);
    spans.push({ term: word, from, to }, { term: stem, from, to });
  }
  for (const { concept, from, to } of conceptsIn(words, concepts, roots)) {
    const variant = termOf.variantOf(roots.slice(from, to));
    spans.push({ term: termOf.concept(concept.id), from, to }, { term: variant, from, to });
  }
  // A copy has no room to grow.
  return spans.length === 0 ? noSpans : spans.slice();
}

function nameLengthOf(title: string): number {
  const end = title.search(/[:：]/u);
  if (end <= 0) return 0;
  const { length } = readWords(title.slice(0, end), maxNameLength + 1).words;
  return length <= maxNameLength ? length : 0;
}

function continuedIn(joins: readonly Join[]): ReadonlySet<number> {
  return sharedSet(
    [...new Set(joins.flatMap(({ word, to }) => (isUnspaced(word) ? [] : [to - 1])))].join(" "),
  );
}

const noWords: ReadonlySet<number> = new Set();
const setOf = memoString((indexes): ReadonlySet<number> => new Set(indexes.split(" ").map(Number)));

/** The same indexes, separated by blanks, are one set: most titles have few, and in few places. */
export function sharedSet(indexes: string): ReadonlySet<number> {
  return indexes === "" ? noWords : setOf(indexes);
}
