import type { VenueRegistry } from "../venues.js";
import { cleanTitle } from "./clean-title.js";
import { type FlatText, readable } from "./flat-text.js";
import { readVenue } from "./read-venue.js";
import type { Mark } from "./scan-marks.js";
import { titleLength } from "./title-length.js";
import { breakAfter, type FoundTitle, maxTitleLength, stopAfter, type TitleSearch } from "./title-search.js";
import { looksLikeAuthors, wordCount } from "./words.js";

/** `Paper: [Title](…)`. */
const titleField = /^(?:paper|title|论文)$/i;

/** The first link that is not a label, unless a whole title precedes it. */
export function linkedTitle({ flat, marks, venues }: TitleSearch, start: number): FoundTitle | null {
  const mark = marks.find((each) => each.from >= start && each.kind === "link");
  const link = mark?.links[0];
  if (!mark || !link) return null;
  const firstLabel = marks.find((each) => each.from >= start && each.kind === "label");
  const before = readable(flat, start, mark.from).replace(/[\s:.,|\-–—]+$/, "");
  if (firstLabel && firstLabel.from < mark.from && wordCount(readable(flat, start, firstLabel.from)) >= 2)
    return null;
  const words = wordCount(link.text);
  const lead = wordCount(before);
  const introduces =
    lead === 0 ||
    titleField.test(before) ||
    looksLikeAuthors(before) ||
    (words >= 4 && lead <= 3) ||
    readVenue(before, venues) !== null;
  if (!introduces && !(words >= 4 && /[:.,–—-]\s*$/.test(flat.text.slice(start, mark.from).trimEnd())))
    return null;
  const text = withoutLeadingGroup(link.text);
  const title = cleanTitle(text.slice(0, titleLength(text, venues)));
  const continues = /[:：]\s*$/.test(text) || /^\s*[:：]/.test(flat.text.slice(mark.to));
  const tail = words <= 3 && lead === 0 && continues ? subtitle(flat, marks, mark.to, venues) : null;
  if (tail) return { title: `${title}: ${tail.text}`, from: mark.from, to: tail.to, kind: "link" };
  return title ? { title, from: mark.from, to: mark.to, kind: "link" } : null;
}

/** `[BERT](…): Pre-training of …`, `[BERT:](…) Pre-training of …`: the rest of a title with only its name linked. */
function subtitle(
  flat: FlatText,
  marks: readonly Mark[],
  from: number,
  venues: VenueRegistry,
): { text: string; to: number } | null {
  const end = Math.min(stopAfter(marks, from, flat.text.length), breakAfter(flat, from));
  const text = flat.text.slice(from, Math.min(end, from + maxTitleLength));
  const length = titleLength(text, venues);
  const title = cleanTitle(text.slice(0, length));
  return wordCount(title) >= 3 && !/^(?:an?|the) /.test(title) ? { text: title, to: from + length } : null;
}

function withoutLeadingGroup(text: string): string {
  return text.replace(/^\s*[[【][^\]】]{1,40}[\]】]\s*(?=\S{2})/u, "");
}
