import { safeDecode } from "../safe-decode.js";
import type { VenueRegistry } from "../venues.js";
import { findVenues } from "./find-venues.js";
import { type FlatText, objectAt } from "./flat-text.js";
import type { VenueStatement } from "./read-venue.js";
import type { Mark } from "./scan-marks.js";

/** The statement in a badge's URL: `https://img.shields.io/badge/Conference-ICML'24-blue`, `…/badge/pdf-2025.02-red`. */
export function badgeStatement(mark: Mark, flat: FlatText, venues: VenueRegistry): VenueStatement | null {
  for (const [alt, url] of picturesIn(mark, flat)) {
    const badge = /img\.shields\.io\/(?:static\/v1\?|badge\/)(.+)/.exec(url)?.[1];
    const text = `${alt} ${badge ? safeDecode(badge) : ""}`.replace(/[-_=&?]/g, " ");
    const mentions = findVenues(text, venues);
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

function picturesIn(mark: Mark, flat: FlatText): readonly (readonly [alt: string, url: string])[] {
  const found: [string, string][] = [];
  for (let index = mark.from; index < mark.to; index++) {
    const object = objectAt(flat, index);
    if (object?.kind === "image") found.push([object.alt, object.url]);
    else if (object && object.picture !== null) found.push([object.text, object.picture]);
  }
  return found;
}
