import type { VenueRegistry } from "../venues.js";
import { readContainer } from "./citation.js";
import { cleanTitle } from "./clean-title.js";
import { beginsField } from "./labels.js";
import { type FoundTitle, lineEnd, type MarkedText, readable, titleText } from "./marked-text.js";
import { startsProse } from "./prose.js";
import { readCodeVenue, readVenue } from "./read-venue.js";
import { titleLength } from "./title-length.js";
import { looksLikeAuthors, wordCount } from "./words.js";

/** A sentence that continues with a link (`see our [paper](…)`) is not a title; `How Powerful Tides Are` is one. */
const unfinished =
  /(?:^|[^\p{L}])(?:of|our|my|the|an?|and|or|[Ss]ee|[Tt]his|these|than|is|are|from|with|at|your|using|[Vv]isit|(?:[Pp]lease|[Aa]lso|can|to|and|or|you) check|(?:[Aa]t|[Ss]ee|[Vv]isit) (?:this|the) links?|(?:found|available) here|refer to)$/u;

/** Characters; more than the words have by which a sentence goes on. */
const maxLastWords = 60;

const leadsToLink =
  /\b(?:available|found|downloaded|hosted|released|published|posted|collected|listed|described) (?:on|in|at|via)$/;

/** `Here is our new list of papers on sails. [[repo](…)]` */
const pointsTo = /^here (?:is|are) (?:our|the|an?|some|my) /i;

/** A title that is not a link: bold text at the start, else plain text up to a label, end of line, venue or author. */
export function writtenTitle(marked: MarkedText, from: number): FoundTitle | null {
  const { venues } = marked;
  const stop = lastLineEnd(marked, from, textStop(marked, from));
  const styled = italicPlace(marked, from, italicAuthors(marked, from, codeVenue(marked, from, stop)));
  const end = fieldAfterComma(marked, from, styled);
  const text = titleText(marked, from, end);
  const bold = boldLength(marked, from, end);
  // `**SWNet**; *Slow Waves of Tides*`
  const name = bold > 0 ? /^\s*;\s*(?=\S)/.exec(text.slice(bold))?.[0].length : undefined;
  if (name !== undefined && marked.style[from + bold + name] === "i")
    return writtenTitle(marked, from + bold + name);
  if (bold > 0) {
    const own = text.slice(0, bold);
    const rest = text.slice(bold);
    const bare = cleanTitle(own);
    const colon = (/[:：]\s*$/.test(own) || /^\s*[:：]/.test(rest)) && !isLowerProse(rest);
    if (!colon && !goesOn(rest, venues) && (wordCount(bare) >= 3 || /^\s*(?:[,.(–—|\v-]|$)/.test(rest))) {
      const length = titleLength(own, venues);
      const title = cleanTitle(own.slice(0, length));
      return title ? { title, from, to: from + length, kind: "bold" } : null;
    }
  }
  const later = boldAfterAuthors(marked, from, end);
  if (later) return later;
  const to = from + titleLength(text, venues);
  const title = cleanTitle(readable(marked, from, to));
  const last = title.slice(-maxLastWords);
  if (!title || unfinished.test(last) || leadsToLink.test(last) || pointsTo.test(title)) return null;
  // `Must-read papers on [sailing](…)`
  if (
    / (?:on|for|about|by)$/.test(title) &&
    marked.marks.some((mark) => mark.kind === "link" && mark.from === stop)
  )
    return null;
  // `[Original paper.](…) Ann Bee, Journal of Tides 12, 34–56 (2020)`
  if (readContainer(title, venues) !== null) return null;
  return { title, from, to, kind: bold > 0 ? "bold" : "text" };
}

/** `**Title**: shows that …`: what follows the colon is no subtitle. */
function isLowerProse(rest: string): boolean {
  return (
    /^\s*(?:[:：]\s*)?(?:\p{Ll}|(?:This|We|The authors)\b)/u.test(rest) &&
    startsProse(rest.replace(/^\s*[:：]/, ""))
  );
}

/** `**Quick Sand Piles** for Walls of the Sea`: the text after the bold words is part of the title. */
function goesOn(rest: string, venues: VenueRegistry): boolean {
  const more =
    /^ (?:for|via|with|using|through|of|towards?|as|enables?|is|are) [^\n\v]{4,}/.exec(rest)?.[0] ?? "";
  const title = more.slice(0, titleLength(more, venues));
  return wordCount(title) >= 3 && !startsProse(title) && readVenue(title, venues) === null;
}

/** `Y. Bengio, I. Goodfellow. **Deep learning**. MIT Press`: authors first, then the title in bold. */
function boldAfterAuthors(marked: MarkedText, start: number, end: number): FoundTitle | null {
  const from = marked.style.indexOf("b", start);
  if (from <= start || from >= end || !looksLikeAuthors(marked.text.slice(start, from))) return null;
  const to = from + boldLength(marked, from, end);
  const title = cleanTitle(marked.text.slice(from, to));
  return wordCount(title) >= 2 ? { title, from, to, kind: "bold" } : null;
}

/** `[MASK]`: a word of language models, within a title. */
function isToken(text: string): boolean {
  return /^\[(?:MASK|CLS|SEP|PAD|UNK|BOS|EOS)\]$/.test(text);
}

/** The start of the first mark that ends running text. Brackets without links within a sentence are part of it. */
function textStop({ text, marks }: MarkedText, start: number): number {
  const stop = marks.find(({ kind, from, to }) => {
    if (from < start) return false;
    if (kind !== "group" && kind !== "link") return true;
    const before = text.slice(start, from);
    const after = text.slice(to, to + 40);
    const continues =
      /^\s*[\p{Ll}\d][\p{L}\d]*\s+\p{L}/u.test(after) ||
      /^\s+\p{Lu}\p{L}+ \p{L}+/u.test(after) ||
      (isToken(text.slice(from, to)) && /^: \p{Lu}\p{L}+ \p{L}+/u.test(after));
    if (!continues || wordCount(before) >= (kind === "link" ? 3 : 30)) return true;
    return kind === "group" && /[.!?]\s*$/.test(before);
  });
  return stop?.from ?? text.length;
}

/** A title may continue on the next line of the source, but not after `<br>`, nor into a line of authors or a venue. */
function lastLineEnd(marked: MarkedText, start: number, stop: number): number {
  const { text, style, venues } = marked;
  const end = Math.min(stop, lineEnd(marked, start));
  for (let at = text.indexOf("\v", start); at !== -1 && at < end; at = text.indexOf("\v", at + 1)) {
    const next = text.indexOf("\v", at + 1);
    const line = text.slice(at + 1, next === -1 ? end : Math.min(next, end));
    const styled = style[at + 1] === "i" || (style[at - 1] === "b" && style[at + 1] !== "b");
    const hashtags = /^\s*#\p{L}/u.test(line);
    if (styled || hashtags || beginsField(line) || readVenue(line, venues) || looksLikeAuthors(line))
      return at;
  }
  return end;
}

/** The start of italic names after a title that is not italic: `On Rivers *Jane Doe et al. CVPR*`; else `end`. */
function italicAuthors({ text, style }: MarkedText, start: number, end: number): number {
  if (!style.includes("iiii", start)) return end;
  const italics = /[^i](i{4,})/.exec(style.slice(start, end));
  if (!italics?.[1]) return end;
  const from = start + italics.index + 1;
  return looksLikeAuthors(text.slice(from, from + italics[1].length)) ? from : end;
}

/** The start of an italic name after a full stop: `On Rivers of the Sea. *Journal of Tides*, 14, 107`; else `end`. */
function italicPlace({ text, style }: MarkedText, start: number, end: number): number {
  if (!style.includes("iiii", start)) return end;
  const italics = /[^i]i{4,}/.exec(style.slice(start, end));
  if (!italics || style[start] === "i") return end;
  const from = start + italics.index + 1;
  const isSentence = /[.?!]\s+$/.test(text.slice(start, from)) && /^\p{Lu}/u.test(text.slice(from, from + 2));
  return isSentence && wordCount(text.slice(start, from)) >= 3 ? from : end;
}

/** The comma before the name of a field that a link follows: `On Rivers , PDF: https://…`; else `end`. */
function fieldAfterComma({ text }: MarkedText, start: number, end: number): number {
  const comma = text.lastIndexOf(",", end);
  const tail = comma > start ? text.slice(comma + 1, end) : "";
  return /[:：]\s?<?$/.test(tail) && beginsField(tail) ? comma : end;
}

/** Characters of tags. */
const maxTagsLength = 200;

/** The start of several tags as code at the end: ``On Rivers. `3D`, `Depth` ``; -1 without them. */
function startOfTags(text: string, style: string, start: number, end: number): number {
  const isBetween = (at: number) => style[at] === "c" || /[\s,;|·]/.test(text[at] ?? "");
  let from = end;
  while (from > Math.max(start, end - maxTagsLength) && isBetween(from - 1)) from--;
  from = style.indexOf("c", from);
  if (from <= start || !/c[^c]+c/.test(style.slice(from, end))) return -1;
  return /[,.?!:]\s+$/.test(text.slice(start, from)) ? from : -1;
}

/** The start of code at the end that says a venue, or that follows a whole title: ``_On Rivers_ `CVPR 2024` ``, ``On Rivers. `FCS` ``; else `end`. */
function codeVenue({ text, style, venues }: MarkedText, start: number, end: number): number {
  if (!style.includes("c", start)) return end;
  const tags = startOfTags(text, style, start, end);
  if (tags !== -1) return tags;
  const code = /[^c](c{4,})[^c]{0,40}$/.exec(style.slice(start, end));
  if (!code?.[1]) return end;
  const from = start + code.index + 1;
  const words = text.slice(from, from + code[1].length);
  const read = readCodeVenue(words, venues);
  const isApart = read?.year != null || /[.?!]\s*$/.test(text.slice(start, from));
  return isApart && text.slice(from + code[1].length, end).trim() === "" ? from : end;
}

/** The length of bold text at an offset; the spaces within it, and code after one, may be plain. */
function boldLength({ text, style }: MarkedText, from: number, end: number): number {
  const isSpace = (at: number) => /[\s\v]/.test(text[at] ?? "");
  let at = from;
  while (at < end) {
    const isCode =
      at > from && style[at] === "c" && (style[at - 1] === "c" || (style[at - 1] === "b" && isSpace(at - 1)));
    if (style[at] !== "b" && !isCode && !(at > from && isSpace(at) && style[at + 1] === "b")) break;
    at++;
  }
  return at - from;
}
