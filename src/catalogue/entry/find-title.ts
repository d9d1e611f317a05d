import type { VenueRegistry } from "../venues.js";
import { cleanTitle } from "./clean-title.js";
import type { FlatText } from "./flat-text.js";
import { isLabelText } from "./is-label.js";
import { linkedTitle } from "./linked-title.js";
import { quotedTitle } from "./quoted-title.js";
import { readVenue } from "./read-venue.js";
import type { Mark } from "./scan-marks.js";
import { skipLead } from "./skip-lead.js";
import type { FoundTitle, TitleSearch } from "./title-search.js";
import { wordCount } from "./words.js";
import { writtenTitle } from "./written-title.js";

/**
 * Finds the title of an entry: quoted text, else the first link that is not a label, else bold text, else the first text
 * up to labels, a venue or authors. `null` without one.
 */
export function findTitle(flat: FlatText, marks: readonly Mark[], venues: VenueRegistry): FoundTitle | null {
  const entry = { flat, marks, venues };
  const start = skipLead(entry);
  const found =
    quotedTitle(entry, start) ?? linkedTitle(entry, start) ?? writtenTitle(entry, start) ?? bracketed(entry);
  return found && isTitle(found.title, venues) ? found : null;
}

function isTitle(title: string, venues: VenueRegistry): boolean {
  if (title.length > 500 || (title.match(/\p{L}/gu)?.length ?? 0) < 2) return false;
  if (/^(?:https?:|www\.)/i.test(title) || /^(?:back to|↑|go to) ?/i.test(title)) return false;
  if (/^(?:paper|title|name|code|venue|link|links|todo|tba|tbd|n\/a|none|more|etc|coming soon)$/i.test(title))
    return false;
  return readVenue(title, venues) === null && !isLabelText(title);
}

/** `[Title] [[paper](…)]`: a title in brackets, if nothing else can be one. */
function bracketed({ flat, marks, venues }: TitleSearch): FoundTitle | null {
  const mark = marks.find(
    (each) => each.kind === "group" && wordCount(each.text) >= 4 && readVenue(each.text, venues) === null,
  );
  const title = mark ? cleanTitle(mark.text) : "";
  return mark && title && flat.text.length > 0 ? { title, from: mark.from, to: mark.to, kind: "text" } : null;
}
