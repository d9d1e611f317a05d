import { bitWidthForms } from "./bit-widths.js";
import { venueWord } from "./venue-word.js";
import type { Form, Vocabulary } from "./vocabulary.js";

/** What a run of typed words, `from` up to but not including `to`, can mean beside themselves. */
export type Meaning = { readonly from: number; readonly to: number } & (
  | { readonly kind: "form"; readonly form: Form }
  | { readonly kind: "venue"; readonly venue: string }
  | { readonly kind: "year"; readonly year: number }
);

/**
 * Finds abbreviations and what they stand for (both ways), bit widths, venues and years among typed words. They are
 * alternatives, never commands: a title that contains the words themselves is found as well.
 */
export function meaningsOf(words: readonly string[], vocabulary: Vocabulary): readonly Meaning[] {
  return words.flatMap((_, from) => [
    ...formsAt(words, from, vocabulary),
    ...venueAt(words, from, vocabulary),
    ...yearAt(words, from),
  ]);
}

function formsAt(words: readonly string[], from: number, vocabulary: Vocabulary): Meaning[] {
  const found: Meaning[] = bitWidthForms(words, from).map((bits) => ({ kind: "form", from, ...bits }));
  const last = Math.min(words.length, from + vocabulary.longestForm);
  for (let to = from + 1; to <= last; to++) {
    for (const form of vocabulary.forms(words.slice(from, to))) found.push({ kind: "form", from, to, form });
  }
  return found;
}

/** A venue, and the two-digit year that may follow it: `neurips 22`, `cvpr'23`. */
function venueAt(words: readonly string[], from: number, vocabulary: Vocabulary): Meaning[] {
  const known = vocabulary.venues.findAt(words, from);
  if (!known) return [];
  const to = from + known.words;
  const found: Meaning[] = [{ kind: "venue", from, to, venue: venueWord(known.venue.name) }];
  if (/^\d\d$/u.test(words[to] ?? "")) {
    found.push({ kind: "year", from: to, to: to + 1, year: 2000 + Number(words[to]) });
  }
  return found;
}

function yearAt(words: readonly string[], from: number): Meaning[] {
  const word = words[from] ?? "";
  return /^(?:19[89]|20[0-4])\d$/u.test(word)
    ? [{ kind: "year", from, to: from + 1, year: Number(word) }]
    : [];
}
