import type { Entry } from "./entry.js";
import { bestPlace } from "./score.js";
import type { TermMatch } from "./term-match.js";

/** Tells what stood for the typed words where it is not obvious: an abbreviation's long form, a typo's right form. */
export function whyMatched(entry: Entry, matches: readonly TermMatch[]): string | null {
  const texts = new Set<string>();
  for (const match of matches) {
    const place = bestPlace(entry, match);
    if (place?.match.kind !== "concept" && place?.match.kind !== "typo") continue;
    const joined = entry.spans.find(
      ({ term, from, to }) => match.terms.get(term) === place.match && from === place.from && to === place.to,
    );
    texts.add(
      joined && place.match.kind === "typo" ? joined.term : entry.words.slice(place.from, place.to).join(" "),
    );
  }
  return texts.size === 0 ? null : `matched ${[...texts].map((text) => `"${text}"`).join(", ")}`;
}
