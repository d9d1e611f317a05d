import { wordsCount } from "./answer-count.js";
import type { Need } from "./need.js";
import type { Entry, PaperIndex } from "./paper-index.js";

/**
 * Calls `visit` for the papers that may answer the need, some of them more than once. First those with the word
 * itself, all of them; then, while there is `room`, those with its nearest answers.
 */
export function visitCandidates(
  need: Need,
  index: PaperIndex,
  visit: (entry: Entry) => void,
  room: () => boolean,
): void {
  const visitInRoom = (entry: Entry) => {
    if (room()) visit(entry);
  };
  for (const venue of need.venues) index.visit("venue", venue, visit);
  for (const year of need.years) index.visit("year", String(year), visit);
  const nearestFirst = [...need.words].sort(([, a], [, b]) => b.quality - a.quality);
  for (const [word, { how }] of nearestFirst) {
    if (how === "exact") index.visit("text", word, visit);
    else if (room()) index.visit("text", word, visitInRoom);
  }
  for (const phrase of need.phrases) {
    const [rarest = []] = phrase.places.toSorted((a, b) => wordsCount(a, index) - wordsCount(b, index));
    for (const word of rarest) if (room()) index.visit("text", word, visitInRoom);
  }
}
