import type { VenueBook } from "../venues.js";
import { cleanTitle } from "./clean-title.js";
import { type FlatText, readable } from "./flat-text.js";
import { isLabelText } from "./is-label.js";
import { findVenues, readUnknownVenue, readVenue } from "./read-venue.js";
import type { Mark } from "./scan-marks.js";
import { titleLength } from "./trim-title.js";
import { looksLikeAuthors, wordCount } from "./words.js";

/** Where an entry's title stands in its flat text, and what makes it one. */
export interface FoundTitle {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly how: "quoted" | "link" | "bold" | "text";
}

/** Titles are shorter; looking further costs time and finds none. */
const longestTitle = 800;

interface Entry {
  readonly flat: FlatText;
  readonly marks: readonly Mark[];
  readonly book: VenueBook;
}

/**
 * Finds the title of an entry: what stands in quotes, else the first link that is no label, else what is bold, else the
 * first text, up to where labels, a venue or authors begin. `null` where there is none.
 */
export function findTitle(flat: FlatText, marks: readonly Mark[], book: VenueBook): FoundTitle | null {
  const entry = { flat, marks, book };
  const start = skipLead(entry);
  const found =
    quotedTitle(entry, start) ?? linkedTitle(entry, start) ?? writtenTitle(entry, start) ?? bracketed(entry);
  return found && isTitle(found.title, book) ? found : null;
}

function isTitle(title: string, book: VenueBook): boolean {
  if (title.length > 500 || (title.match(/\p{L}/gu)?.length ?? 0) < 2) return false;
  if (/^(?:https?:|www\.)/i.test(title) || /^(?:back to|↑|go to) ?/i.test(title)) return false;
  if (/^(?:paper|title|name|code|venue|link|links|todo|tba|tbd|n\/a|none|more|etc|coming soon)$/i.test(title))
    return false;
  return readVenue(title, book) === null && !isLabelText(title);
}

const numbering =
  /^(?:\d{4}-(?=\p{L})|\(?\[?\d{1,3}(?:[\])]\.?|\.)(?=\s|$|\W)|\[[ xX]\]|(?:\p{Extended_Pictographic}|\u{FE0F}|[★☆✨])+|:[a-z0-9_+-]+:|[\s|·•,;:\-–—/\\\v]+)/u;
const date =
  /^[([]?(?:(?:19|20)\d{2}(?:[./-](?:\d{1,2}|[A-Z][a-z]{2}))?(?:[./-]\d{1,2})?|(?:19|20)\d{2})[)\]]?(?=[\s:,|\-–—]|$)\s*[:,|\-–—]?/;

/** Passes what stands before a title: numbers, dates, pictures, labels, an acronym in brackets, a venue. */
function skipLead({ flat, marks, book }: Entry): number {
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
    if (noise || (dated && (dated < text.trim().length || end < flat.text.length))) {
      at += noise || dated;
      continue;
    }
    const next =
      at +
      (text.length === 0 && flat.text[at] === "\n"
        ? 1
        : leadLength(text, flat.style.slice(at, end), end < flat.text.length, book));
    if (next === at) return at;
    at = next;
  }
  return at;
}

/** How much of a text is a venue, an acronym in parentheses or a note that leads to the title. */
function leadLength(text: string, style: string, more: boolean, book: VenueBook): number {
  const mark = style[0];
  const styled = mark === "b" || mark === "c" ? text.slice(0, runLength(style, mark)) : "";
  if (styled && styled.length < text.length && readVenue(styled, book)?.venue) return styled.length;
  const cited = /^(\P{Lu}{0,3}\p{Lu}[^()"“”\n]{3,300}?)\s*\((?:19|20)\d{2}[a-z]?\)[.,:]\s+/u.exec(text);
  if (cited?.[1] && /\p{Lu}\.|et al/u.test(cited[1])) return cited[0].length;
  const acronym = /^\((?!\d{4}\))([^()\s]{1,20})\)[\s:–—-]*(?=\p{Lu}|["“])/u.exec(text);
  if (acronym) return acronym[0].length;
  const note = /^\((?:oral|spotlight|highlight|survey|new|best[^)]*)\)[\s:–—-]*/i.exec(text);
  if (note) return note[0].length;
  if (more && text.trim() && readVenue(text, book)?.venue) return text.length;
  const piece = /^([^:|\-–—\n]{2,40}?)\s*(?::|\||–|—|\s-\s)\s*/u.exec(text);
  const statement = piece?.[1] ? (readVenue(piece[1], book) ?? readUnknownVenue(piece[1])) : null;
  if (piece && statement?.venue && (statement.year || mark === "b")) return piece[0].length;
  const inParens = /^\(([^()]{2,40})\)[\s:–—-]*/.exec(text);
  if (inParens?.[1] && readVenue(inParens[1], book)) return inParens[0].length;
  return 0;
}

function runLength(style: string, mark: string): number {
  const end = [...style].findIndex((each) => each !== mark);
  return end === -1 ? style.length : end;
}

function stopAfter(marks: readonly Mark[], from: number, end: number): number {
  return marks.find((mark) => mark.from >= from)?.from ?? end;
}

function breakAfter(flat: FlatText, from: number): number {
  const at = flat.text.indexOf("\n", from);
  return at === -1 ? flat.text.length : at;
}

const openingQuote = /^[\s*_]*["“”„‟«＂〝〞「『《]/u;
const anyQuote = /["“”„‟»＂〝〞」』》]/gu;

/** `"Title", VENUE`, `**Name**: "Title"`, `A. Uthor. "Title." Venue`; the quotes may be of different kinds. */
function quotedTitle({ flat, marks, book }: Entry, start: number): FoundTitle | null {
  const end =
    marks.find((mark) => mark.from >= start && mark.kind !== "group" && mark.kind !== "image")?.from ??
    flat.text.length;
  const text = flat.text
    .slice(start, Math.min(end, start + longestTitle))
    .replace(/``/g, " “")
    .replace(/''/g, "” ");
  const open = openingAt(text, flat.style.slice(start, end));
  if (open === -1) return null;
  const closes = [...text.slice(open + 1).matchAll(anyQuote)].map((match) => match.index + open + 1);
  const close =
    closes.find((at) => /^[\s\v]*(?:[,.;:([|\n\-–—]|$|\*)/u.test(text.slice(at + 1)) && at > open + 1) ??
    closes.findLast((at) => open > 0 || leadsOn(text.slice(at + 1), book));
  if (close === undefined && closes.length > 0) return null;
  const rest = text.slice(open + 1);
  const inner =
    close === undefined
      ? rest.slice(0, titleLength(rest.replace(/\n[\s\S]*$/, ""), book))
      : text.slice(open + 1, close);
  const title = cleanTitle(inner.replace(/[\n\v]/g, " "));
  if (!title || (close !== undefined && open > 0 && wordCount(title) < 2)) return null;
  return {
    title,
    from: start,
    to: start + (close === undefined ? open + 1 + inner.length : close + 1),
    how: "quoted",
  };
}

/** Whether what follows a quote is no part of the title: a venue, authors. */
function leadsOn(rest: string, book: VenueBook): boolean {
  return (
    readVenue(rest, book) !== null ||
    findVenues(rest, book)[0]?.from === rest.search(/\S/) ||
    looksLikeAuthors(rest)
  );
}

/** Where a quoted title opens: at the start, or after a name and a colon, or after authors. -1 where none does. */
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

/** The first link that is no label, unless a whole title stands before it. */
function linkedTitle({ flat, marks, book }: Entry, start: number): FoundTitle | null {
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
    lead === 0 || looksLikeAuthors(before) || (words >= 4 && lead <= 3) || readVenue(before, book) !== null;
  if (!introduces && !(words >= 4 && /[:.,–—-]\s*$/.test(flat.text.slice(start, mark.from).trimEnd())))
    return null;
  const text = withoutLeadingGroup(link.text);
  const title = cleanTitle(text.slice(0, titleLength(text, book)));
  const tail = words <= 3 && lead === 0 ? subtitle(flat, marks, mark.to, book) : null;
  if (tail && /^\s*[:：]/.test(flat.text.slice(mark.to))) {
    return { title: `${title}: ${tail.text}`, from: mark.from, to: tail.to, how: "link" };
  }
  return title ? { title, from: mark.from, to: mark.to, how: "link" } : null;
}

/** `[BERT](…): Pre-training of …`: the rest of a title whose first word alone is linked. */
function subtitle(
  flat: FlatText,
  marks: readonly Mark[],
  from: number,
  book: VenueBook,
): { text: string; to: number } | null {
  const end = Math.min(stopAfter(marks, from, flat.text.length), breakAfter(flat, from));
  const text = flat.text.slice(from, Math.min(end, from + longestTitle));
  const length = titleLength(text, book);
  const title = cleanTitle(text.slice(0, length));
  return wordCount(title) >= 4 && !/^[a-z]/.test(title) ? { text: title, to: from + length } : null;
}

function withoutLeadingGroup(text: string): string {
  return text.replace(/^\s*[[【][^\]】]{1,40}[\]】]\s*(?=\S{2})/u, "");
}

/** What comes next is a link in the middle of a sentence (`see our [paper](…)`), so the text is no title. */
const unfinished =
  /\b(?:of|our|the|an?|and|or|see|this|these|than|is|are|from|with|at|your|using|visit|check)$/i;

/** Text that is no link: bold at its start, or plain, up to the first label, end of line, venue or author. */
function writtenTitle({ flat, marks, book }: Entry, start: number): FoundTitle | null {
  const stop = textStop(flat, marks, start);
  const end = Math.min(stop, lineEnd(flat, start, stop, book));
  const text = flat.text.slice(start, Math.min(end, start + longestTitle));
  const bold = boldLength(flat, start, end);
  if (bold > 0) {
    const name = cleanTitle(text.slice(0, bold));
    const rest = text.slice(bold);
    const colon = /[:：]\s*$/.test(text.slice(0, bold)) || /^\s*[:：]/.test(rest);
    const ends = !colon && (wordCount(name) >= 3 || /^\s*(?:[,.(–—|\v-]|$)/.test(rest));
    if (ends) {
      const title = cleanTitle(name.slice(0, titleLength(name, book)));
      return title ? { title, from: start, to: start + bold, how: "bold" } : null;
    }
  }
  const later = boldAfterAuthors(flat, start, end);
  if (later) return later;
  const length = titleLength(text, book);
  const title = cleanTitle(readable(flat, start, start + length));
  if (unfinished.test(title)) return null;
  return title ? { title, from: start, to: start + length, how: bold > 0 ? "bold" : "text" } : null;
}

/** `Y. Bengio, I. Goodfellow. **Deep learning**. MIT Press`: authors first, then the title in bold. */
function boldAfterAuthors(flat: FlatText, start: number, end: number): FoundTitle | null {
  const from = flat.style.indexOf("b", start);
  if (from <= start || from >= end || !looksLikeAuthors(flat.text.slice(start, from))) return null;
  const length = boldLength(flat, from, end);
  const title = cleanTitle(flat.text.slice(from, from + length));
  return wordCount(title) >= 2 ? { title, from, to: from + length, how: "bold" } : null;
}

/** The first mark that ends running text. Brackets without links in the middle of a sentence are part of it. */
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

/** A title may go on over a line of the source, not over `<br>`, nor into a line of authors or venue. */
function lineEnd(flat: FlatText, start: number, stop: number, book: VenueBook): number {
  const hard = breakAfter(flat, start);
  let at = flat.text.indexOf("\v", start);
  while (at !== -1 && at < Math.min(hard, stop)) {
    const until = Math.min(...[flat.text.indexOf("\v", at + 1), hard, stop].filter((each) => each > at));
    const line = flat.text.slice(at + 1, until);
    const styled = flat.style[at + 1] === "i" || (flat.style[at - 1] === "b" && flat.style[at + 1] !== "b");
    const hashtags = /^\s*#\p{L}/u.test(line);
    if (styled || hashtags || readVenue(line, book) || looksLikeAuthors(line)) return at;
    at = flat.text.indexOf("\v", at + 1);
  }
  return hard;
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

/** `[Title] [[paper](…)]`: brackets around the title itself, where nothing else could be one. */
function bracketed({ flat, marks, book }: Entry): FoundTitle | null {
  const mark = marks.find(
    (each) => each.kind === "group" && wordCount(each.text) >= 4 && readVenue(each.text, book) === null,
  );
  const title = mark ? cleanTitle(mark.text) : "";
  return mark && title && flat.text.length > 0 ? { title, from: mark.from, to: mark.to, how: "text" } : null;
}
