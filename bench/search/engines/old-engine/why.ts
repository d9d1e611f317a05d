import type { Need } from "./need.js";
import type { Entry } from "./paper-index.js";
import { explain } from "./score.js";

/** Tells what stood for the typed words where it is not obvious: an abbreviation's long form, a typo's right form. */
export function whyMatched(entry: Entry, needs: readonly Need[]): string | null {
  const texts = new Set<string>();
  for (const need of needs) {
    const found = explain(entry, need);
    if (found && (found.match.how === "meaning" || found.match.how === "typo")) texts.add(found.text);
  }
  return texts.size === 0 ? null : `matched ${[...texts].map((text) => `"${text}"`).join(", ")}`;
}
