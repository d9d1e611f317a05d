import { wordsCount } from "./answer-count.js";
import type { Need } from "./need.js";
import type { Entry, PaperIndex } from "./paper-index.js";

/**
 * Calls `visit` for the papers that may answer the need, some of them more than once, until it answers false. First
 * those with the word itself, which `exact` tells; then those with its nearest answers.
 */
export function visitCandidates(
  need: Need,
  index: PaperIndex,
  visit: (entry: Entry, exact: boolean) => boolean,
): void {
  let wanted = true;
  const visitor = (exact: boolean) => (entry: Entry) => {
    wanted = visit(entry, exact);
    return wanted;
  };
  const [exactly, nearly] = [visitor(true), visitor(false)];
  for (const venue of need.venues) if (wanted) index.visit("venue", venue, exactly);
  for (const year of need.years) if (wanted) index.visit("year", String(year), exactly);
  const nearestFirst = [...need.words].sort(([, a], [, b]) => b.quality - a.quality);
  for (const [word, { how }] of nearestFirst) {
    if (wanted) index.visit("text", word, how === "exact" ? exactly : nearly);
  }
  for (const phrase of need.phrases) {
    const [rarest = []] = phrase.places.toSorted((a, b) => wordsCount(a, index) - wordsCount(b, index));
    for (const word of rarest) if (wanted) index.visit("text", word, nearly);
  }
}
