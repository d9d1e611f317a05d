import type { Concepts } from "./concepts.js";
import { fullYear } from "./nearest-years.js";
import { stem, variantKey } from "./stem.js";
import { termOf } from "./terms.js";
import type { Variant, Vocabulary } from "./vocabulary.js";

/** A concept, and all ways to write it. */
export interface Concept {
  /** The same in titles and in queries. */
  readonly id: string;
  readonly variants: readonly Variant[];
  /** Its variants are nearly equal: `8 bit`, `int8`; not `w8a4`, which has another width for activations. */
  readonly isBitWidth?: boolean;
  /** Those of its variants that are abbreviations: `clipped` is not CLIP. */
  readonly abbreviations?: readonly string[];
}

/** A concept written as the words `from` up to but not including `to`. */
export interface ConceptSpan {
  readonly from: number;
  readonly to: number;
  readonly concept: Concept;
}

/**
 * What typed words can also mean: a concept, or the term of a venue or year, or what that may be if no title has the
 * `typed` word.
 */
export type Expansion =
  | ConceptSpan
  | { readonly from: number; readonly to: number; readonly fact: string }
  | { readonly from: number; readonly to: number; readonly guess: string; readonly typed: string };

/**
 * Finds abbreviations and their long forms (both ways), bit widths, venues and years in the words of a query. They are
 * alternatives: titles with the typed words match too.
 */
export function expansionsOf(words: readonly string[], vocabulary: Vocabulary): readonly Expansion[] {
  return [...conceptsIn(words, vocabulary), ...words.flatMap((_, from) => factsAt(words, from, vocabulary))];
}

/** The concepts in the words of a title or of a query. @param stems of the words */
export function conceptsIn(
  words: readonly string[],
  vocabulary: Concepts,
  stems: readonly string[] = words.map(stem),
): readonly ConceptSpan[] {
  const found: ConceptSpan[] = [];
  words.forEach((word, from) => {
    const bitWidth = bitWidthAt(words, from);
    if (bitWidth !== null) found.push(bitWidth);
    let key = "";
    for (let to = from + 1; to <= words.length; to++) {
      key += stems[to - 1] ?? "";
      if (!vocabulary.startsVariant(key)) break;
      for (const concept of vocabulary.concepts(key)) {
        if (to > from + 1 || isVariant(word, key, concept)) found.push({ from, to, concept });
      }
    }
  });
  return found;
}

/** Whether a single word is a variant of the concept: an abbreviation itself, or its plural. */
function isVariant(word: string, key: string, { variants, abbreviations = [] }: Concept): boolean {
  return variants.some(([variant = "", ...more]) =>
    abbreviations.includes(variant)
      ? word === variant || word === `${variant}s`
      : variantKey([variant, ...more]) === key,
  );
}

const numerals = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight"];
const bitWidth = /^(?:(?:int|w) ([1-9]|16|32)(?: a (?:[1-9]|16|32))?|(\w+) bits?)(?= |$)/u;

/** The bit width that starts at `words[from]`: `4 bit`, `four bit`, `int4`, and the weights of `w4a8`. */
function bitWidthAt(words: readonly string[], from: number): ConceptSpan | null {
  const word = words[from];
  const next = words[from + 1];
  if (word !== "int" && word !== "w" && next !== "bit" && next !== "bits") return null;
  const [written, type, spelled = ""] = bitWidth.exec(words.slice(from, from + 4).join(" ")) ?? [];
  if (written === undefined) return null;
  const numeral = numerals.indexOf(spelled);
  const digits = type ?? (numeral >= 0 ? String(numeral) : spelled);
  if (!/^(?:[1-9]|16|32)$/u.test(digits)) return null;
  const length = written.split(" ").length;
  const concept = { id: `${digits} bit`, variants: [[digits, "bit"]], isBitWidth: length === 2 };
  return { from, to: from + length, concept };
}

/** A venue and the two-digit year that may follow it (`neurips 22`, `cvpr'23`), or a year. */
function factsAt(words: readonly string[], from: number, vocabulary: Vocabulary): Expansion[] {
  const word = words[from] ?? "";
  const year = /^(?:19[5-9]|20[0-4])\d$/u.test(word)
    ? [{ from, to: from + 1, fact: termOf.year(Number(word)) }]
    : [];
  const known = vocabulary.venues.findAt(words, from);
  const to = from + (known?.words ?? 1);
  const digits = words[to] ?? "";
  const shortYear = /^\d\d$/u.test(digits) ? [termOf.year(Number(fullYear(digits)))] : [];
  if (known)
    return [
      ...year,
      { from, to, fact: termOf.venue(known.venue.name) },
      ...shortYear.map((fact) => ({ from: to, to: to + 1, fact })),
    ];
  const guesses = vocabulary.venuesLike(word);
  return [
    ...year,
    ...guesses.map((name) => ({ from, to, guess: termOf.venue(name), typed: word })),
    ...(guesses.length > 0 ? shortYear.map((guess) => ({ from: to, to: to + 1, guess, typed: word })) : []),
  ];
}
