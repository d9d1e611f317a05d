import type { VenueRegistry } from "../venues.js";
import { cleanTitle } from "./clean-title.js";
import { findVenues } from "./find-venues.js";
import { readVenue } from "./read-venue.js";
import { titleLength } from "./title-length.js";
import { type FoundTitle, maxTitleLength, type TitleSearch } from "./title-search.js";
import { looksLikeAuthors, wordCount } from "./words.js";

const openingQuote = /^[\s*_]*["“”„‟«＂〝〞「『《]/u;
const anyQuote = /["“”„‟»＂〝〞」』》]/gu;

/** `"Title", VENUE`, `**Name**: "Title"`, `A. Uthor. "Title." Venue`. The two quotes may be of different kinds. */
export function quotedTitle({ flat, marks, venues }: TitleSearch, start: number): FoundTitle | null {
  const end =
    marks.find((mark) => mark.from >= start && mark.kind !== "group" && mark.kind !== "image")?.from ??
    flat.text.length;
  const text = flat.text
    .slice(start, Math.min(end, start + maxTitleLength))
    .replace(/``/g, " “")
    .replace(/''/g, "” ");
  const open = openingAt(text, flat.style.slice(start, end));
  if (open === -1) return null;
  const closes = [...text.slice(open + 1).matchAll(anyQuote)].map((match) => match.index + open + 1);
  const close =
    closes.find((at) => /^[\s\v]*(?:[,.;:([|\n\-–—]|$|\*)/u.test(text.slice(at + 1)) && at > open + 1) ??
    closes.findLast((at) => open > 0 || isAfterTitle(text.slice(at + 1), venues));
  if (close === undefined && closes.length > 0) return null;
  const rest = text.slice(open + 1);
  const inner =
    close === undefined
      ? rest.slice(0, titleLength(rest.replace(/\n[\s\S]*$/, ""), venues))
      : text.slice(open + 1, close);
  const title = cleanTitle(inner.replace(/[\n\v]/g, " "));
  if (!title || (close !== undefined && open > 0 && wordCount(title) < 2)) return null;
  return {
    title,
    from: start,
    to: start + (close === undefined ? open + 1 + inner.length : close + 1),
    kind: "quoted",
  };
}

/** Whether the text after a quote is a venue or authors, and so not part of the title. */
function isAfterTitle(rest: string, venues: VenueRegistry): boolean {
  return (
    readVenue(rest, venues) !== null ||
    findVenues(rest, venues)[0]?.from === rest.search(/\S/) ||
    looksLikeAuthors(rest)
  );
}

/** The offset of the opening quote: at the start, after a name and a colon, or after authors. -1 without one. */
function openingAt(text: string, style: string): number {
  if (openingQuote.test(text)) return text.search(/["“”„‟«＂〝〞「『《]/u);
  const open = text.search(/["“„‟«＂〝「『《]/u);
  if (open === -1) return -1;
  const lead = text.slice(0, open);
  if (/[:：]\s*[*_]*\s*$/.test(lead) && (wordCount(lead) <= 8 || style.startsWith("b"))) return open;
  if (/^[\w .+-]{1,30}[,\s]*$/.test(lead) && style.startsWith("b") && !/b$/.test(style.slice(0, open).trim()))
    return open;
  return looksLikeAuthors(lead.replace(/\(?\d{4}\)?[.,\s]*$/, "")) ? open : -1;
}
