import type { MergedPaper } from "../catalogue/merged-paper.js";
import type { Paper } from "../catalogue/paper.js";
import { conceptsIn } from "./expansions.js";
import { stem } from "./stem.js";
import { isStopWord } from "./stop-words.js";
import { termOf } from "./terms.js";
import { venueWord } from "./venue-word.js";
import { type Vocabulary, variantKey } from "./vocabulary.js";
import { readWords } from "./words.js";

/** A paper of one list alone, or of several together. */
export type Searchable = Paper | MergedPaper;

/** A term that stands for the words `from` up to but not including `to`. */
export interface Span {
  readonly term: string;
  readonly from: number;
  readonly to: number;
}

/** A paper as the search sees it. */
export interface Entry {
  /** Its place in the index: later additions have greater numbers. */
  readonly number: number;
  readonly paper: Searchable;
  readonly words: readonly string[];
  /** The stem of each word, as a term. */
  readonly stems: readonly string[];
  /** What was written as one word, its stem, and concepts. */
  readonly spans: readonly Span[];
  /** Which words are only a part of what was written as one word: both of `SmoothQuant`. */
  readonly parts: ReadonlySet<number>;
  /** How many of its words say something: all but the stop words. */
  readonly content: number;
  /** The venue and the year, as terms. */
  readonly facts: readonly string[];
  /** How many words stand before the title's first colon: the method's name. 0 where there is no short name. */
  readonly nameLength: number;
}

const maxNameLength = 5;

export function toEntry(
  paper: Searchable,
  number: number,
  vocabulary: Pick<Vocabulary, "concepts" | "maxVariantLength">,
): Entry {
  const { words, joins, parts } = readWords(paper.title);
  const venue = venueWord(paper.venue);
  return {
    number,
    paper,
    words,
    stems: words.map((word) => termOf.stem(stem(word))),
    spans: [
      ...joins.flatMap(({ word, from, to }) => [
        { term: word, from, to },
        { term: termOf.stem(stem(word)), from, to },
      ]),
      ...conceptsIn(words, vocabulary).flatMap(({ from, to, concept }) => [
        { term: termOf.concept(concept.id), from, to },
        { term: termOf.stem(variantKey(words.slice(from, to))), from, to },
      ]),
    ],
    parts,
    content: words.filter((word) => !isStopWord(word)).length,
    facts: [
      ...(venue === "" ? [] : [termOf.venue(venue)]),
      ...(paper.year === null ? [] : [termOf.year(paper.year)]),
    ],
    nameLength: nameLength(paper.title),
  };
}

/** All terms, each once. */
export function termsOf({ words, stems, spans, facts }: Entry): ReadonlySet<string> {
  return new Set([...words, ...stems, ...spans.map(({ term }) => term), ...facts]);
}

function nameLength(title: string): number {
  const colon = title.indexOf(":");
  if (colon < 1) return 0;
  const length = readWords(title.slice(0, colon)).words.length;
  return length <= maxNameLength ? length : 0;
}
