import type { VenueRegistry } from "../venues.js";
import { cleanTitle } from "./clean-title.js";
import { type FlatText, readable } from "./flat-text.js";
import { readVenue } from "./read-venue.js";
import type { Mark } from "./scan-marks.js";
import { titleLength } from "./title-length.js";
import { breakAfter, type FoundTitle, maxTitleLength, type TitleSearch } from "./title-search.js";
import { looksLikeAuthors, wordCount } from "./words.js";

/** A sentence that continues with a link (`see our [paper](…)`) is not a title. */
const unfinished =
  /\b(?:of|our|the|an?|and|or|see|this|these|than|is|are|from|with|at|your|using|visit|check|(?:at|see|visit) (?:this|the) links?|(?:found|available) here)$/i;

const leadsToLink =
  /\b(?:available|found|downloaded|hosted|released|published|posted|collected|listed|described) (?:on|in|at|via)$/;

/** A title that is not a link: bold text at the start, else plain text up to a label, end of line, venue or author. */
export function writtenTitle({ flat, marks, venues }: TitleSearch, start: number): FoundTitle | null {
  const stop = textStop(flat, marks, start);
  const end = italicAuthors(flat, start, Math.min(stop, lineEnd(flat, start, stop, venues)));
  const text = flat.text.slice(start, Math.min(end, start + maxTitleLength));
  const bold = boldLength(flat, start, end);
  if (bold > 0) {
    const name = cleanTitle(text.slice(0, bold));
    const rest = text.slice(bold);
    const colon = /[:：]\s*$/.test(text.slice(0, bold)) || /^\s*[:：]/.test(rest);
    const ends = !colon && (wordCount(name) >= 3 || /^\s*(?:[,.(–—|\v-]|$)/.test(rest));
    if (ends) {
      const title = cleanTitle(name.slice(0, titleLength(name, venues)));
      return title ? { title, from: start, to: start + bold, kind: "bold" } : null;
    }
  }
  const later = boldAfterAuthors(flat, start, end);
  if (later) return later;
  const length = titleLength(text, venues);
  const title = cleanTitle(readable(flat, start, start + length));
  if (unfinished.test(title) || leadsToLink.test(title)) return null;
  return title ? { title, from: start, to: start + length, kind: bold > 0 ? "bold" : "text" } : null;
}

/** `Y. Bengio, I. Goodfellow. **Deep learning**. MIT Press`: authors first, then the title in bold. */
function boldAfterAuthors(flat: FlatText, start: number, end: number): FoundTitle | null {
  const from = flat.style.indexOf("b", start);
  if (from <= start || from >= end || !looksLikeAuthors(flat.text.slice(start, from))) return null;
  const length = boldLength(flat, from, end);
  const title = cleanTitle(flat.text.slice(from, from + length));
  return wordCount(title) >= 2 ? { title, from, to: from + length, kind: "bold" } : null;
}

/** The start of the first mark that ends running text. Brackets without links within a sentence are part of it. */
function textStop(flat: FlatText, marks: readonly Mark[], start: number): number {
  for (const mark of marks) {
    if (mark.from < start) continue;
    const inTitle = mark.kind === "group" || mark.kind === "link";
    const after = flat.text.slice(mark.to, mark.to + 40);
    const continues =
      /^\s*[\p{Ll}\d][\p{L}\d]*\s+\p{L}/u.test(after) || /^\s+\p{Lu}\p{L}+ \p{L}+/u.test(after);
    if (
      !(
        inTitle &&
        continues &&
        wordCount(flat.text.slice(start, mark.from)) < (mark.kind === "link" ? 3 : 30)
      )
    )
      return mark.from;
    if (mark.kind === "group" && /[.!?]\s*$/.test(flat.text.slice(start, mark.from))) return mark.from;
  }
  return flat.text.length;
}

/** A title may continue on the next line of the source, but not after `<br>`, nor into a line of authors or a venue. */
function lineEnd(flat: FlatText, start: number, stop: number, venues: VenueRegistry): number {
  const hard = breakAfter(flat, start);
  let at = flat.text.indexOf("\v", start);
  while (at !== -1 && at < Math.min(hard, stop)) {
    const until = Math.min(...[flat.text.indexOf("\v", at + 1), hard, stop].filter((each) => each > at));
    const line = flat.text.slice(at + 1, until);
    const styled = flat.style[at + 1] === "i" || (flat.style[at - 1] === "b" && flat.style[at + 1] !== "b");
    const hashtags = /^\s*#\p{L}/u.test(line);
    if (styled || hashtags || readVenue(line, venues) || looksLikeAuthors(line)) return at;
    at = flat.text.indexOf("\v", at + 1);
  }
  return hard;
}

/** The start of italic names after a title that is not italic: `On Rivers *Jane Doe et al. CVPR*`; else `end`. */
function italicAuthors(flat: FlatText, start: number, end: number): number {
  const italics = /[^i](i{4,})/.exec(flat.style.slice(start, end));
  if (!italics?.[1]) return end;
  const from = start + italics.index + 1;
  return looksLikeAuthors(flat.text.slice(from, from + italics[1].length)) ? from : end;
}

function boldLength(flat: FlatText, from: number, end: number): number {
  let at = from;
  while (
    at < end &&
    (flat.style[at] === "b" ||
      (at > from && /[\s\v]/.test(flat.text[at] ?? "") && flat.style[at + 1] === "b"))
  )
    at++;
  return at - from;
}
