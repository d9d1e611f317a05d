import type { VenueRegistry } from "../venues.js";
import { findVenues } from "./find-venues.js";
import { type FlatText, objectAt } from "./flat-text.js";
import type { VenueStatement } from "./read-venue.js";
import type { Mark } from "./scan-marks.js";

/** `https://img.shields.io/badge/Conference-ICML'24-blue`, `…/badge/pdf-2025.02-red`: a badge says it in its address. */
export function badgeStatement(mark: Mark, flat: FlatText, book: VenueRegistry): VenueStatement | null {
  for (const [alt, address] of picturesIn(mark, flat)) {
    const badge = /img\.shields\.io\/(?:static\/v1\?|badge\/)(.+)/.exec(address)?.[1];
    const text = `${alt} ${badge ? safeDecode(badge) : ""}`.replace(/[-_=&?]/g, " ");
    const mentions = findVenues(text, book);
    const mention = mentions.find((each) => each.year !== null) ?? (badge ? mentions[0] : undefined);
    if (mention) {
      return {
        venue: mention.name,
        preprint: mention.venue.kind === "preprint",
        year: mention.year,
        notes: [],
      };
    }
    const month = badge ? /\b(20\d{2})[. ](?:0[1-9]|1[0-2])\b/.exec(text)?.[1] : undefined;
    if (month) return { venue: null, preprint: false, year: Number(month), notes: [] };
  }
  return null;
}

function picturesIn(mark: Mark, flat: FlatText): readonly (readonly [alt: string, address: string])[] {
  const found: [string, string][] = [];
  for (let index = mark.from; index < mark.to; index++) {
    const object = objectAt(flat, index);
    if (object?.kind === "image") found.push([object.alt, object.url]);
    else if (object && object.picture !== null) found.push([object.text, object.picture]);
  }
  return found;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
