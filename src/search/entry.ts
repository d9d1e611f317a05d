import type { MergedPaper } from "../catalogue/merged-paper.js";
import type { Paper } from "../catalogue/paper.js";
import { conceptsIn } from "./expansions.js";
import { initialsIn } from "./initials.js";
import { termOf } from "./terms.js";
import { isUnspaced } from "./unspaced.js";
import type { Concepts } from "./vocabulary.js";
import { isStopWord, readWords } from "./words.js";

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
  /** Later additions have greater numbers. */
  readonly number: number;
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
  /** The {@link initialsIn} the title, as one text. */
  readonly initials: string;
}

const maxNameLength = 5;
const noWords: ReadonlySet<number> = new Set();

export function toEntry(paper: Searchable, number: number, vocabulary: Concepts): Entry {
  const { title, venue, year } = paper;
  const { words, joins, parts } = readWords(title);
  const nameLength = readWords(/^[^:：]*(?=[:：])/u.exec(title)?.[0] ?? "").words.length;
  const stems = words.map(termOf.stem);
  const continued = new Set(joins.filter(({ word }) => !isUnspaced(word)).map(({ to }) => to - 1));
  return {
    number,
    paper,
    words,
    stems,
    families: stems.map(termOf.family),
    spans: [
      ...joins.flatMap(({ word, from, to }) => [word, termOf.stem(word)].map((term) => ({ term, from, to }))),
      ...conceptsIn(words, vocabulary).flatMap(({ concept, from, to }) =>
        [termOf.concept(concept.id), termOf.variant(words.slice(from, to))].map((term) => ({
          term,
          from,
          to,
        })),
      ),
    ],
    parts,
    contentWords: words.filter((word) => !isStopWord(word)).length,
    facts: [...(venue === null ? [] : [termOf.venue(venue)]), ...(year === null ? [] : [termOf.year(year)])],
    nameLength: nameLength <= maxNameLength ? nameLength : 0,
    continued: continued.size > 0 ? continued : noWords,
    initials: initialsIn({ words, continued, parts })
      .map(({ letters }) => letters)
      .join(" "),
  };
}

/** All terms, each once. */
export function termsOf({ words, stems, families, spans, facts }: Entry): ReadonlySet<string> {
  return new Set([...words, ...stems, ...families, ...spans.map(({ term }) => term), ...facts]);
}
