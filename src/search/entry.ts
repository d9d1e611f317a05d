import type { MergedPaper } from "../catalogue/merged-paper.js";
import type { Paper } from "../catalogue/paper.js";
import type { Concepts } from "./concepts.js";
import { type IndexedTitle, indexTitle } from "./indexed-title.js";
import { termOf } from "./terms.js";

/** A paper of one list, or of several lists merged. */
export type Searchable = Paper | MergedPaper;

/** An indexed paper. */
export interface Entry extends IndexedTitle {
  readonly paper: Searchable;
  /** The venue and the year, as terms. */
  readonly facts: readonly string[];
}

const noFacts: readonly string[] = [];

/** @param title what the index has of the paper's title, where that is known */
export function toEntry(
  paper: Searchable,
  concepts: Concepts,
  title: IndexedTitle = indexTitle(paper.title, concepts),
): Entry {
  const { words, stems, families, spans, parts, contentWords, nameLength, continued, initials } = title;
  // Each field by its name: an engine gives every object that is spread a shape of its own.
  return {
    paper,
    words,
    stems,
    families,
    spans,
    parts,
    contentWords,
    facts: factsOf(paper),
    nameLength,
    continued,
    initials,
  };
}

function factsOf({ venue, year }: Searchable): readonly string[] {
  if (venue === null) return year === null ? noFacts : [termOf.year(year)];
  return year === null ? [termOf.venue(venue)] : [termOf.venue(venue), termOf.year(year)];
}

/** All terms; some of them several times. */
export function termsOf({ words, stems, families, spans, facts }: Entry): readonly string[] {
  return [...words, ...stems, ...families, ...spans.map(({ term }) => term), ...facts];
}
