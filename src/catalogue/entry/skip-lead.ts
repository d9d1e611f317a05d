import type { VenueRegistry } from "../venues.js";
import { findVenues } from "./find-venues.js";
import { type FlatText, readable } from "./flat-text.js";
import { readUnknownVenue, readVenue } from "./read-venue.js";
import { breakAfter, stopAfter, type TitleSearch } from "./title-search.js";

const numbering =
  /^(?:\d{4}-(?=\p{L})|\(?\[?\d{1,3}(?:[\])]\.?|\.)(?=\s|$|\W)|\[[ xX]\]|(?:\p{Extended_Pictographic}|\u{FE0F}|[★☆✨])+|:[a-z0-9_+-]+:|[\s|·•,;:\-–—/\\\v]+)/u;
const date =
  /^[([]?(?:(?:19|20)\d{2}(?:[./-](?:\d{1,2}|[A-Z][a-z]{2}))?(?:[./-]\d{1,2})?|(?:19|20)\d{2})[)\]]?(?=[\s:,|\-–—]|$)\s*[:,|\-–—]?/;

/** The offset of a title, after numbers, dates, pictures, labels, an acronym in brackets or a venue. */
export function skipLead({ flat, marks, venues }: TitleSearch): number {
  let at = 0;
  for (let round = 0; round < 30; round++) {
    const mark = marks.find((each) => each.from === at);
    if (mark && mark.kind !== "link") {
      at = mark.to;
      continue;
    }
    const end = Math.min(stopAfter(marks, at, flat.text.length), breakAfter(flat, at));
    const text = flat.text.slice(at, end);
    const noise = numbering.exec(text)?.[0].length ?? 0;
    const dated = noise ? 0 : (date.exec(text)?.[0].length ?? 0);
    const aside = venueAside(flat, at, venues);
    if (aside) {
      at = aside;
      continue;
    }
    if (noise || (dated && (dated < text.trim().length || end < flat.text.length))) {
      at += noise || dated;
      continue;
    }
    const next =
      at +
      (text.length === 0 && flat.text[at] === "\n"
        ? 1
        : leadLength(text, flat.style.slice(at, end), end < flat.text.length, venues));
    if (next === at) return at;
    at = next;
  }
  return at;
}

/** The end of `(CVPR 2021 [Some Workshop](…))` before a title; 0 without one. */
function venueAside(flat: FlatText, at: number, venues: VenueRegistry): number {
  const length = /^\([^()\n]{2,60}\)/.exec(flat.text.slice(at, at + 80))?.[0].length;
  if (!length || !/[\uE100-\uF8FF]/.test(flat.text.slice(at, at + length))) return 0;
  const mention = findVenues(readable(flat, at + 1, at + length - 1), venues)[0];
  return mention?.from === 0 && mention.year !== null ? at + length : 0;
}

/** The length of a venue, an acronym in parentheses or a note before the title. */
function leadLength(text: string, style: string, more: boolean, venues: VenueRegistry): number {
  const mark = style[0];
  const styled = mark === "b" || mark === "c" ? text.slice(0, runLength(style, mark)) : "";
  if (styled && styled.length < text.length && readVenue(styled, venues)?.venue) return styled.length;
  const cited = /^(\P{Lu}{0,3}\p{Lu}[^()"“”\n]{3,300}?)\s*\((?:19|20)\d{2}[a-z]?\)[.,:]\s+/u.exec(text);
  if (cited?.[1] && /\p{Lu}\.|et al/u.test(cited[1])) return cited[0].length;
  const acronym =
    /^\((?!\d{4}\))(?=[^()]*\p{Lu}[^()]*[\p{Lu}\d])([^()\s]{1,20})\)[\s:–—-]*(?=\p{Lu}|["“])/u.exec(text);
  if (acronym) return acronym[0].length;
  const note = /^\((?:oral|spotlight|highlight|survey|new|best[^)]*)\)[\s:–—-]*/i.exec(text);
  if (note) return note[0].length;
  if (more && text.trim() && readVenue(text, venues)?.venue) return text.length;
  const piece = /^([^:|\-–—\n]{2,40}?)\s*(?::|\||–|—|\s-\s)\s*/u.exec(text);
  const statement = piece?.[1] ? (readVenue(piece[1], venues) ?? readUnknownVenue(piece[1])) : null;
  if (piece && statement?.venue && (statement.year || mark === "b" || /\|\s*$/.test(piece[0])))
    return piece[0].length;
  const inParens = /^\(([^()]{2,40})\)[\s:–—-]*/.exec(text);
  const inner = inParens?.[1] ?? "";
  return inParens && (readVenue(inner, venues) ?? readUnknownVenue(inner)) ? inParens[0].length : 0;
}

function runLength(style: string, mark: string): number {
  const end = [...style].findIndex((each) => each !== mark);
  return end === -1 ? style.length : end;
}
