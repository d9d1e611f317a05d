import { memoString } from "../catalogue/memo.js";
import type { MergedPaper } from "../catalogue/merged-paper.js";
import type { Paper } from "../catalogue/paper.js";
import { conceptsIn } from "./expansions.js";
import { initialsText } from "./initials.js";
import { formsOf, termOf } from "./terms.js";
import { isUnspaced } from "./unspaced.js";
import type { Concepts } from "./vocabulary.js";
import { isStopWord, type Join, readWords } from "./words.js";

/** A paper of one list, or of several lists merged. */
export type Searchable = Paper | MergedPaper;

/** A term for the words `from` up to but not including `to`. */
export interface Span {
  readonly term: string;
  readonly from: number;
  readonly to: number;
}

/** An indexed paper. */
export interface Entry {
  readonly paper: Searchable;
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
  /** The venue and the year, as terms. */
  readonly facts: readonly string[];
  /** How many words before the title's first colon are the method's name; 0 without a short name. */
  readonly nameLength: number;
  /** Indexes of words that go on what was written as one: `uniform` of `Non-uniform`. */
  readonly continued: ReadonlySet<number>;
  /** The {@link initialsText} of the title. */
  readonly initials: string;
}

const maxNameLength = 5;
const noWords: ReadonlySet<number> = new Set();
const noSpans: readonly Span[] = [];
const noFacts: readonly string[] = [];

export function toEntry(paper: Searchable, vocabulary: Concepts): Entry {
  const { words: read, joins, parts } = readWords(paper.title);
  const forms = read.map(formsOf);
  const words = forms.map(({ word }) => word);
  const roots = forms.map(({ root }) => root);
  const continued = continuedIn(joins);
  return {
    paper,
    words,
    stems: forms.map(({ stem }) => stem),
    families: forms.map(({ family }) => family),
    spans: spansIn(words, roots, joins, vocabulary),
    parts: sharedSet(parts),
    contentWords: words.reduce((count, word) => (isStopWord(word) ? count : count + 1), 0),
    facts: factsOf(paper),
    nameLength: nameLengthOf(paper.title),
    continued,
    initials: initialsText({ words, continued, parts }),
  };
}

function spansIn(
  words: readonly string[],
  roots: readonly string[],
  joins: readonly Join[],
  vocabulary: Concepts,
): readonly Span[] {
  const spans: Span[] = [];
  for (const { word: joined, from, to } of joins) {
    const { word, stem } = formsOf(joined);
    spans.push({ term: word, from, to }, { term: stem, from, to });
  }
  for (const { concept, from, to } of conceptsIn(words, vocabulary, roots)) {
    const variant = termOf.variantOf(roots.slice(from, to));
    spans.push({ term: termOf.concept(concept.id), from, to }, { term: variant, from, to });
  }
  // A copy has no room to grow.
  return spans.length === 0 ? noSpans : spans.slice();
}

function factsOf({ venue, year }: Searchable): readonly string[] {
  if (venue === null) return year === null ? noFacts : [termOf.year(year)];
  return year === null ? [termOf.venue(venue)] : [termOf.venue(venue), termOf.year(year)];
}

function nameLengthOf(title: string): number {
  const end = title.search(/[:：]/u);
  if (end <= 0) return 0;
  const { length } = readWords(title.slice(0, end), maxNameLength + 1).words;
  return length <= maxNameLength ? length : 0;
}

function continuedIn(joins: readonly Join[]): ReadonlySet<number> {
  if (joins.length === 0) return noWords;
  return sharedSet(new Set(joins.filter(({ word }) => !isUnspaced(word)).map(({ to }) => to - 1)));
}

/** The same indexes are one set: most titles have few, and in few places. */
function sharedSet(indexes: ReadonlySet<number>): ReadonlySet<number> {
  return indexes.size === 0 ? noWords : setOf([...indexes].join(" "));
}

const setOf = memoString((indexes): ReadonlySet<number> => new Set(indexes.split(" ").map(Number)));

/** All terms; some of them several times. */
export function termsOf({ words, stems, families, spans, facts }: Entry): readonly string[] {
  return [...words, ...stems, ...families, ...spans.map(({ term }) => term), ...facts];
}
