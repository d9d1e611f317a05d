import { parseDocument } from "yaml";
import { z } from "zod";
import { venueKey } from "./venue-key.js";

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
export interface VenueBook {
  readonly venues: readonly Venue[];
  /** The venue with exactly this name or alias; case, punctuation and white space do not count. */
  find(text: string): Venue | null;
  /** The longest name or alias that stands at `words[from]`, and how many words it takes. */
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
export function parseVenues(yaml: string): VenueBook {
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

function createVenueBook(venues: readonly Venue[]): VenueBook {
  const byKey = new Map<string, Venue>();
  let longest = 1;
  for (const venue of venues) {
    for (const alias of [venue.name, ...venue.aliases]) {
      const key = venueKey(alias);
      const other = byKey.get(key);
      if (!key)
        throw new VenuesError(`The venues file is wrong at ${venue.name}: "${alias}" has no letters.`);
      if (other && other !== venue) {
        throw new VenuesError(`The venues file gives "${alias}" to both ${other.name} and ${venue.name}.`);
      }
      byKey.set(key, venue);
      longest = Math.max(longest, alias.split(/[^\p{L}\p{N}]+/u).length);
    }
  }
  return {
    venues,
    find: (text) => byKey.get(venueKey(text)) ?? null,
    findAt(words, from) {
      for (let count = Math.min(longest, words.length - from); count > 0; count--) {
        const venue = byKey.get(venueKey(words.slice(from, from + count).join("")));
        if (venue) return { venue, words: count };
      }
      return null;
    },
  };
}
