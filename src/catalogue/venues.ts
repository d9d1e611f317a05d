import { parseDocument } from "yaml";
import { z } from "zod";
import { venueKey, venueWords, wordKey } from "./venue-key.js";

export const venueKinds = ["conference", "journal", "workshop", "preprint"] as const;
export type VenueKind = (typeof venueKinds)[number];

/** Where papers are published. */
export interface Venue {
  /** The standard short name: `NeurIPS`. */
  readonly name: string;
  readonly kind: VenueKind;
  /** The full title, and every other spelling that lists use. */
  readonly aliases: readonly string[];
}

/** Every known venue, to be asked by any of its names. */
export interface VenueRegistry {
  readonly venues: readonly Venue[];
  /** The venue with exactly this name or alias; case, punctuation and white space do not count. */
  find(text: string): Venue | null;
  /** The longest name or alias that starts at `words[from]` (see `venueWords`), and how many words it takes. */
  findAt(words: readonly string[], from: number): { readonly venue: Venue; readonly words: number } | null;
}

const venuesFile = z.strictObject({
  conferences: z.record(z.string(), z.array(z.string().min(1))),
  journals: z.record(z.string(), z.array(z.string().min(1))),
  workshops: z.record(z.string(), z.array(z.string().min(1))),
  preprints: z.record(z.string(), z.array(z.string().min(1))),
});

/** A mistake in `data/venues.yaml`, told so that whoever edits it can put it right. */
export class VenuesError extends Error {
  override readonly name = "VenuesError";
}

/**
 * Reads `data/venues.yaml`: under `conferences`, `journals`, `workshops` and `preprints`, each venue's standard name
 * with a list of its full title and other spellings.
 *
 * @throws {VenuesError} naming the line or the entry, where the file is not such a thing or two venues share a name.
 */
export function parseVenues(yaml: string): VenueRegistry {
  const file = readFile(yaml);
  return createVenueBook([
    ...toVenues(file.conferences, "conference"),
    ...toVenues(file.journals, "journal"),
    ...toVenues(file.workshops, "workshop"),
    ...toVenues(file.preprints, "preprint"),
  ]);
}

function readFile(yaml: string): z.infer<typeof venuesFile> {
  const document = parseDocument(yaml);
  const mistake = document.errors[0];
  if (mistake) throw new VenuesError(`The venues file is not valid YAML: ${mistake.message.split("\n")[0]}`);
  const result = venuesFile.safeParse(document.toJS());
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue?.path.length ? `at ${issue.path.join(" > ")}` : "at the top";
  throw new VenuesError(`The venues file is wrong ${where}: ${issue?.message ?? "unknown mistake"}.`);
}

function toVenues(entries: Record<string, string[]>, kind: VenueKind): Venue[] {
  return Object.entries(entries).map(([name, aliases]) => ({ name, kind, aliases }));
}

function createVenueBook(venues: readonly Venue[]): VenueRegistry {
  const byKey = new Map<string, Venue>();
  /** Every beginning of every key, so that a search can stop at the first word that leads nowhere. */
  const beginnings = new Set<string>();
  for (const venue of venues) {
    for (const alias of [venue.name, ...venue.aliases]) {
      const key = venueKey(venueWords(alias));
      const other = byKey.get(key);
      if (!key)
        throw new VenuesError(`The venues file is wrong at ${venue.name}: "${alias}" has no letters.`);
      if (other && other !== venue) {
        throw new VenuesError(`The venues file gives "${alias}" to both ${other.name} and ${venue.name}.`);
      }
      byKey.set(key, venue);
      for (let length = 1; length <= key.length; length++) beginnings.add(key.slice(0, length));
    }
  }
  return {
    venues,
    find: (text) => byKey.get(venueKey(venueWords(text))) ?? null,
    findAt(words, from) {
      let found: { venue: Venue; words: number } | null = null;
      let key = "";
      for (let index = from; index < words.length; index++) {
        key += wordKey(words[index] ?? "");
        if (!beginnings.has(key)) break;
        const venue = byKey.get(key);
        if (venue) found = { venue, words: index - from + 1 };
      }
      return found;
    },
  };
}
