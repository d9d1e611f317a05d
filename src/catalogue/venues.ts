import { tokensOf } from "./entry/tokens.js";
import { createWordStarts } from "./word-starts.js";

export const venueKinds = ["conference", "journal", "workshop", "preprint"] as const;
export type VenueKind = (typeof venueKinds)[number];

/** A place of publication. */
export interface Venue {
  /** The standard short name: `NeurIPS`. */
  readonly name: string;
  readonly kind: VenueKind;
  /** The full title, and every other spelling that lists use. */
  readonly aliases: readonly string[];
}

/** All known venues, by any of their names. */
export interface VenueRegistry {
  readonly venues: readonly Venue[];
  /** The venue with exactly this name or alias, ignoring case, punctuation and white space. */
  find(text: string): Venue | null;
  /** The longest name or alias that starts at `words[from]` (texts of `tokensOf`), and its number of words. */
  /** Whether no word of a text starts a name. False for a text in which one may. Several times as fast as to look. */
  isWithoutNames(text: string): boolean;
  findAt(words: readonly string[], from: number): { readonly venue: Venue; readonly words: number } | null;
}

/** A mistake in `data/venues.yaml`. The message is for the person who edits it. */
export class VenuesError extends Error {
  override readonly name = "VenuesError";
}

/** @throws {VenuesError} if two venues share a name */
export function createVenueRegistry(venues: readonly Venue[]): VenueRegistry {
  const byKey = new Map<string, Venue>();
  /** The first letters of every key. */
  const starts = createWordStarts();
  /** Every prefix of every key, so that a search stops at the first word that no name continues with. */
  const prefixes = new Set<string>();
  for (const venue of venues) {
    for (const alias of [venue.name, ...venue.aliases]) {
      const key = nameKey(alias);
      const other = byKey.get(key);
      if (!key)
        throw new VenuesError(`The venues file is wrong at ${venue.name}: "${alias}" has no letters.`);
      if (other && other !== venue) {
        throw new VenuesError(`The venues file gives "${alias}" to both ${other.name} and ${venue.name}.`);
      }
      byKey.set(key, venue);
      starts.add(key);
      for (let length = 1; length <= key.length; length++) prefixes.add(key.slice(0, length));
    }
  }
  return {
    venues,
    isWithoutNames: starts.isWithout,
    find: (text) => byKey.get(nameKey(text)) ?? null,
    findAt(words, from) {
      // Most words start no name.
      if (starts.isWithout(words[from] ?? "")) return null;
      let found: { venue: Venue; words: number } | null = null;
      let key = "";
      for (let index = from; index < words.length; index++) {
        key += wordKey(words[index] ?? "");
        if (!prefixes.has(key)) break;
        const venue = byKey.get(key);
        if (venue) found = { venue, words: index - from + 1 };
      }
      return found;
    },
  };
}

/** Equal for all spellings of a name: its words in lower case, without `and` and spaces. */
function nameKey(name: string): string {
  return tokensOf(name)
    .map(({ text }) => wordKey(text))
    .join("");
}

function wordKey(word: string): string {
  const lower = word.toLowerCase();
  return lower === "and" ? "" : lower;
}

const notPublished =
  /^(?:under review|in submission|submitted|preprint|withdrawn|rejected|to appear|tbd|n\/?a|-)\b/i;

/** Whether a venue is a place of publication: not a preprint server, and not a note that there is none yet. */
export function isPublished(venue: string | null, venues: VenueRegistry): venue is string {
  return venue !== null && !notPublished.test(venue) && venues.find(venue)?.kind !== "preprint";
}
