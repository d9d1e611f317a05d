import type { Entry } from "./entry/read-entry.js";
import { normaliseTitle } from "./normalise-title.js";

/** The same for two entries with the same title and the same links. */
export function entryKey({ title, links }: Pick<Entry, "title" | "links">): string {
  const urls = links.map(({ url }) => url);
  return [normaliseTitle(title), ...urls.toSorted()].join(" ");
}
