import { matchesOf } from "../matches-of.js";
import type { VenueRegistry } from "../venues.js";
import { cleanTitle } from "./clean-title.js";
import { findVenues } from "./find-venues.js";
import { type FoundTitle, type MarkedText, titleText } from "./marked-text.js";
import { startsProse } from "./prose.js";
import { readVenue } from "./read-venue.js";
import { titleLength } from "./title-length.js";
import { looksLikeAuthors, wordCount } from "./words.js";

const openingQuote = /^[\s*_]*["“”„‟«＂〝〞「『《]/u;
/** The last ones are tried as the end of a title. */
const maxClosingQuotes = 8;
const anyQuote = /["“”„‟»＂〝〞」』》]/gu;

/** `"Title", VENUE`, `**Name**: "Title"`, `A. Uthor. "Title." Venue`. The two quotes may be of different kinds. */
export function quotedTitle(marked: MarkedText, from: number, isReference: boolean): FoundTitle | null {
  const { marks, style, venues } = marked;
  const stop = marks.find((mark) => mark.from >= from && (mark.kind === "link" || mark.kind === "label"));
  const end = stop?.from ?? marked.text.length;
  const text = titleText(marked, from, end).replace(/``/g, " “").replace(/''/g, "” ");
  const open = openingAt(text, style.slice(from, end));
  if (open === -1) return null;
  const inner = text.slice(open + 1);
  // `""Ebb Now": Measuring Tides"`: the inner pair ends nothing.
  const pair = /^["“][^"“”]{1,80}["”](?=[:：,]? \p{Lu}[^\n\v]*["”])/u.exec(inner)?.[0].length ?? 0;
  const closes = matchesOf(inner, anyQuote)
    .map(({ index }) => index)
    .filter((at) => at >= pair);
  const close =
    (isReference ? closes.find((at) => /[.,?!]$/.test(inner.slice(0, at))) : undefined) ??
    closes.find((at) => at > 0 && /^[\s\v]*(?:[,.;:([|\n\-–—]|$|\*)/u.test(inner.slice(at + 1))) ??
    closes
      .slice(-maxClosingQuotes)
      .findLast((at) => open > 0 || isReference || isAfterTitle(inner.slice(at + 1), venues));
  if (close === undefined && closes.length > 0) return null;
  if (open === 0 && close !== undefined && goesOn(inner.slice(close + 1))) return null;
  if (close !== undefined && isWithinBold(text, style.slice(from, end), open, open + 2 + close)) return null;
  if (
    close !== undefined &&
    open === 0 &&
    stop?.kind === "link" &&
    isNameOf(inner.slice(0, close), inner.slice(close + 1))
  )
    return null;
  const length = close ?? titleLength(inner.replace(/\n[\s\S]*$/, ""), venues);
  const title = cleanTitle(inner.slice(0, length).replace(/[\n\v]/g, " "));
  if (!title || (close !== undefined && open > 0 && wordCount(title) < 2)) return null;
  const to = from + open + 1 + length + (close === undefined ? 0 : 1);
  return { title, from, to, kind: "quoted" };
}

/** `"Ebb Now": Measuring Tides in the Wild`: the quotes are around the first words of a title. */
function goesOn(rest: string): boolean {
  const more = /^[:：]\s+(\p{Lu}[^\n\v]*)/u.exec(rest)?.[1] ?? "";
  const [title = ""] = more.split(/[.?!]\s/, 1);
  return wordCount(title) >= 3 && !startsProse(title) && !looksLikeAuthors(title);
}

/** `**"Ebb" Has the Least Effect on Tides**`: the text after the quotes is in the same bold passage. */
function isWithinBold(text: string, style: string, open: number, after: number): boolean {
  if (text.slice(0, open).trim() !== "" || !/^b+$/.test(style.slice(open, after))) return false;
  const more = /^b+/.exec(style.slice(after))?.[0].length ?? 0;
  return wordCount(text.slice(after, after + more)) >= 3;
}

/** `"KelpNet": [Slow Waves of the Sea](…)`: the name of what the link after it is about. */
function isNameOf(name: string, rest: string): boolean {
  return /^\s*[:：]\s*$/.test(rest) && wordCount(name) <= 3;
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
  // `Wim Bee,Hugo van dee. **"Title"**`: in bold and in quotes, after a full stop.
  if (style[open] === "b" && !style.slice(0, open).includes("b") && /[.]\s+$/.test(lead)) return open;
  const names = lead.replace(/\(?\d{4}\)?[.,\s]*$/, "");
  if (looksLikeAuthors(names)) return open;
  // `**Name:** Jane Doe. "Title"`
  const named = style.startsWith("b") ? /^[^:：\n]{1,40}[:：]\s*/.exec(names) : null;
  return named && looksLikeAuthors(names.slice(named[0].length), 1) ? open : -1;
}

/** `[FooNet](…) ![stars](…) : "Slow Waves". CVPR 2022`: the quoted title of what has that name. */
export function quotedAfterName(marked: MarkedText, from: number): FoundTitle | null {
  let at = from;
  for (let round = 0; round < 10; round++) {
    at += /^\s*/.exec(marked.text.slice(at))?.[0].length ?? 0;
    const mark = marked.marks.find((each) => each.from === at && each.kind !== "link");
    if (!mark) break;
    at = mark.to;
  }
  const colon = /^[:：]\s*(?=["“«])/u.exec(marked.text.slice(at, at + 20))?.[0].length ?? 0;
  const found = colon === 0 ? null : quotedTitle(marked, at + colon, false);
  return found && wordCount(found.title) >= 3 ? found : null;
}
