import { bitWidthAt } from "./bit-widths.js";
import { stem } from "./stem.js";
import { venueWord } from "./venue-word.js";
import type { Variant, Vocabulary } from "./vocabulary.js";

/** Something that words can be written for, and all ways to write it. */
export interface Concept {
  /** The same for the same concept, in titles and in queries. */
  readonly id: string;
  readonly variants: readonly Variant[];
}

/** What a run of typed words, `from` up to but not including `to`, can mean beside themselves. */
export type Expansion = { readonly from: number; readonly to: number } & (
  | {
      readonly kind: "concept";
      readonly concept: Concept;
      /** All ways to write a bit width are one; those of another concept are not quite. */
      readonly closeness: "concept" | "bitWidth";
    }
  | { readonly kind: "venue"; readonly venue: string }
  | { readonly kind: "year"; readonly year: number }
);

/** Where a concept is written among words. */
export interface ConceptSpan {
  readonly from: number;
  readonly to: number;
  readonly concept: Concept;
}

/**
 * Finds abbreviations and what they stand for (both ways), bit widths, venues and years among typed words. They are
 * alternatives, never commands: a title that contains the words themselves is found as well.
 */
export function expansionsOf(words: readonly string[], vocabulary: Vocabulary): readonly Expansion[] {
  const concepts = conceptsIn(words, vocabulary).map(
    ({ from, to, concept }): Expansion => ({
      kind: "concept",
      from,
      to,
      concept,
      // The weights of `w4a8` are only half of it.
      closeness: bitWidthAt(words, from)?.to === to && to - from === 2 ? "bitWidth" : "concept",
    }),
  );
  return [
    ...concepts,
    ...words.flatMap((_, from) => [...venueAt(words, from, vocabulary), ...yearAt(words, from)]),
  ];
}

/** The concepts that are written among words, of a title or of a query. */
export function conceptsIn(
  words: readonly string[],
  vocabulary: Pick<Vocabulary, "concepts" | "maxVariantLength">,
): readonly ConceptSpan[] {
  const found: ConceptSpan[] = [];
  const stems = words.map(stem);
  for (let from = 0; from < words.length; from++) {
    const bits = bitWidthAt(words, from);
    if (bits) found.push({ from, ...bits });
    let key = "";
    for (let to = from + 1; to <= Math.min(words.length, from + vocabulary.maxVariantLength); to++) {
      key += stems[to - 1] ?? "";
      for (const concept of vocabulary.concepts(key)) found.push({ from, to, concept });
    }
  }
  return found;
}

/** A venue, and the two-digit year that may follow it: `neurips 22`, `cvpr'23`. */
function venueAt(words: readonly string[], from: number, vocabulary: Vocabulary): Expansion[] {
  const known = vocabulary.venues.findAt(words, from);
  if (!known) return [];
  const to = from + known.words;
  const venue: Expansion = { kind: "venue", from, to, venue: venueWord(known.venue.name) };
  if (!/^\d\d$/u.test(words[to] ?? "")) return [venue];
  return [venue, { kind: "year", from: to, to: to + 1, year: 2000 + Number(words[to]) }];
}

function yearAt(words: readonly string[], from: number): Expansion[] {
  const word = words[from] ?? "";
  return /^(?:19[89]|20[0-4])\d$/u.test(word)
    ? [{ kind: "year", from, to: from + 1, year: Number(word) }]
    : [];
}
