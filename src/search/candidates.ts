import { type Need, phraseCount } from "./needs.js";
import type { Entry, PaperIndex } from "./paper-index.js";

/** Calls `visit` for every paper that may answer the need, some of them more than once. */
export function visitCandidates(need: Need, index: PaperIndex, visit: (entry: Entry) => void): void {
  for (const word of need.words.keys()) index.visit("text", word, visit);
  for (const phrase of need.phrases) {
    const [rarest = []] = phrase.places.toSorted((a, b) => countOf(a, index) - countOf(b, index));
    for (const word of rarest) index.visit("text", word, visit);
  }
  for (const venue of need.venues) index.visit("venue", venue, visit);
  for (const year of need.years) index.visit("year", String(year), visit);
}

/** How many visits {@link visitCandidates} makes: a papers' count, with repetitions. */
export function candidateCount(need: Need, index: PaperIndex): number {
  let count = countOf(need.words.keys(), index);
  for (const phrase of need.phrases) count += phraseCount(index, phrase);
  for (const venue of need.venues) count += index.count("venue", venue);
  for (const year of need.years) count += index.count("year", String(year));
  return count;
}

function countOf(words: Iterable<string>, index: PaperIndex): number {
  let count = 0;
  for (const word of words) count += index.count("text", word);
  return count;
}
