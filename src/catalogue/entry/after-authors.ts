import { matchesOf } from "../matches-of.js";
import type { VenueRegistry } from "../venues.js";
import { readContainer } from "./citation.js";
import { cleanTitle } from "./clean-title.js";
import type { FoundTitle, MarkedText } from "./marked-text.js";
import { type NameList, readNameList } from "./name-list.js";
import { noPlace, readVenue } from "./read-venue.js";
import { looksLikeName, wordCount } from "./words.js";

/** Characters of authors before a title. */
const maxAuthors = 1500;
/** Lines that may begin a reference. */
const maxLines = 100;
/** Places at which the authors may end. */
const maxEnds = 60;

/** Where the authors at the start of a reference end, and its title begins. */
export interface LeadingAuthors {
  /** The offset of the title. */
  readonly to: number;
  /** The title, if it is emphasised: `Bee, A., Dee, C., *Slow Waves*, Journal of Tides, 2019`. */
  readonly title: FoundTitle | null;
}

/** Marks the end of authors: a quote, a link, a line break, a full stop, a comma, a colon, a year in parentheses. */
const endOfAuthors = /["“”«「『《\uE100-\uF8FF\n\v]|[.:,](?=\s)|\(?(?:19|20)\d{2}[a-z]?\)?[.,:]?(?=\s)/gu;
const beforeTitle = /^(?:[\s.,:;\v–—-]|\((?:19|20)\d{2}[a-z]?\)|(?:19|20)\d{2}[a-z]?(?=[.,:)]))*/;

/** Authors before a title, in any style of reference; null if the text does not begin with names of people. */
export function findLeadingAuthors(marked: MarkedText, start: number): LeadingAuthors | null {
  const text = marked.text.slice(start, start + maxAuthors);
  if (!/^\p{Lu}[\p{L}\p{M}.'’-]*[\s,.]/u.test(text)) return null;
  let found: LeadingAuthors | null = null;
  for (const end of endsIn(marked, start, text)) {
    const names = text.slice(0, end).replace(/(?<![\s,.:;–—-])[\s,.:;–—-]*\(?(?:\d{1,6}[a-z]?)?\)?$/, "");
    // `Ann Bee1`: the number of an affiliation.
    const line = names.replace(/[\n\v]/g, " ").replace(/(?<=\p{Ll}{2})\d(?=[,\s]|$)/gu, "");
    // `Hill, Jenn L.`: the full stop may belong to an initial.
    const list = readNameList(line) ?? (/ \p{Lu}$/u.test(line) ? readNameList(`${line}.`) : null);
    const atComma = text[end] === ",";
    if (list === null) {
      // No longer text is one either, unless this one was cut within a name.
      if (found || wordCount(names) > 12 || !(atComma || /[.,]/.test(names))) break;
      continue;
    }
    const skipped = beforeTitle.exec(text.slice(end))?.[0].length ?? 0;
    const to = start + end + skipped;
    // A comma within a passage of one style ends nothing.
    if (atComma && marked.style[to] !== "-" && marked.style[to] === marked.style[start + end]) continue;
    const title = emphasised(marked, start, to);
    if (atComma && !title && !isTitleAfter(text.slice(end + 1), names, list)) continue;
    const isQuoted = /^["“”«]/.test(marked.text.slice(to));
    const isApart = /[,.]\s*$/.test(text.slice(0, end)) || /[,.]/.test(text[end] ?? "");
    if (text[end] === ":" && !list.hasInitials && !isDatedReference(marked, list)) continue;
    const isSentence = list.hasInitials && text[end] === ".";
    const isShort = text[end] === ":" || twoWords.test(marked.text.slice(to, to + 100));
    const least = isShort && /\bet\.? al\b\.?$/.test(names) ? 2 : 3;
    if (!title && !isQuoted && !canBeTitle(marked, to, isSentence ? sentence : clause, least)) continue;
    if (list.isCertain || ((title || isQuoted) && isApart)) found = { to, title };
    if (found?.title) break;
  }
  return found;
}

/**
 * The reference that names a paper under or beside an institution: `Univ. Seaside`, then `Bee, A., *Slow Waves*, arXiv`.
 * Null if there is none. Only an emphasised title counts.
 */
export function findReference(marked: MarkedText): FoundTitle | null {
  let lines = 0;
  for (const { index } of marked.text.matchAll(/[\n\v][^\S\n\v]*(?=\p{Lu})/gu)) {
    if (++lines > maxLines) return null;
    const start = index + (/^\s*/.exec(marked.text.slice(index))?.[0].length ?? 0);
    const title = findLeadingAuthors(marked, start)?.title;
    if (title) return title;
  }
  return null;
}

/** `Univ. Seaside`, `Institute of Fog`, `MIT`: who wrote the papers, not the title of one. */
export function looksLikeInstitution(text: string): boolean {
  return text.split(/ [+&/] /).every(isInstitution);
}

function isInstitution(text: string): boolean {
  return (
    wordCount(text) <= 7 &&
    (/\b(?:univ(?:ersity|\.)?|universit[äàée]t?|institut[eo]?|college|school|academy|tech|labs?|laborator(?:y|ies)|inc|ltd|gmbh|corp|大学|研究院|实验室)\b/iu.test(
      text,
    ) ||
      noPlace.test(text.replace(/ \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?$/u, "")) ||
      /^\p{Lu}{2,6}(?:[ /,&-]+\p{Lu}{2,6}){0,3}$/u.test(text))
  );
}

/** `Ann Bee and Cy Dee: Slow Waves, 1998.`: a reference without a link, which ends with its year, and perhaps its pages. */
function isDatedReference({ text, marks }: MarkedText, { people }: NameList): boolean {
  const [first] = marks;
  const end = text.slice(0, first?.from).slice(-60);
  return (
    people >= 2 &&
    ((first === undefined && /\b(?:19|20)\d{2}\)?\.?\s*$/.test(end)) ||
      /\b(?:19|20)\d{2}: ?\d[\d:]{0,12}(?: ?[-–] ?\d[\d:]{0,12})?\.?\s*$/.test(end))
  );
}

/** `Harbour description. `: two words that are no venue. */
const twoWords = /^\p{Lu}\p{Ll}+ \p{Ll}+\. /u;
const clause = /^[^,.\n\v\uE100-\uF8FF]*/;
/** `Causes, Tides, and Waves.`: after initials a title may have commas, but no number. */
const sentence = /^[^.\d\n\v\uE100-\uF8FF]*(?=\.\s)|^[^,.\n\v\uE100-\uF8FF]*/;

/** Whether a title may begin at an offset: enough words before it ends, or a link that is no label. */
function canBeTitle({ text, marks }: MarkedText, at: number, end: RegExp, least: number): boolean {
  const mark = marks.find(({ from }) => from === at);
  if (mark) return mark.kind === "link";
  const segment = end.exec(text.slice(at, at + 300))?.[0] ?? "";
  return (
    wordCount(segment) >= least &&
    (least < 3 || readNameList(segment) === null) &&
    !/^et\.? ?al\b/i.test(segment)
  );
}

/** Whether the text up to the next comma is a title, and not one more person: `A. Bee, Cy Dee, Slow waves of Tides`. */
function isTitleAfter(rest: string, names: string, { people, isCertain }: NameList): boolean {
  const part = /^[^,.(\n\v\uE100-\uF8FF]*/.exec(rest.slice(0, 300))?.[0].trim() ?? "";
  // `Cy Dee: Slow Waves` is a person and a title, `TideID: Faces of Waves` a title.
  if (readNameList(part.split(":")[0] ?? "") !== null || /^(?:and|&|et)\b|\b(?:19|20)\d{2}\b/.test(part))
    return false;
  // `Waves Understood, Too. Ann Bee, Cy Dee`: a sentence ends before the people.
  return isCertain && wordCount(part) >= (people === 1 ? 4 : 2) && !/\p{L}{2}\.\s|[\n\v]/u.test(names);
}

const emphasis = /i+|b+/g;

/** The offsets, from the start of the authors, at which they may end. */
function endsIn({ style }: MarkedText, start: number, text: string): readonly number[] {
  const ends = new Set<number>();
  for (const { index } of matchesOf(text, endOfAuthors)) if (ends.size < maxEnds) ends.add(index);
  const own = style[start];
  const styles = style.slice(start, start + text.length);
  for (const match of /[ib]/.test(styles) ? matchesOf(styles, emphasis) : []) {
    if (match.index > 0 && match[0][0] !== own && ends.size < maxEnds) ends.add(match.index);
  }
  return [...ends].filter((end) => end >= 4).sort((one, other) => one - other);
}

/** The bold or italic passage at an offset, if it can be a title: it says no venue. */
function emphasised(marked: MarkedText, start: number, from: number): FoundTitle | null {
  const { text, style, venues } = marked;
  const mark = style[from];
  if (mark !== "b" && mark !== "i") return null;
  let to = from;
  while (to < text.length && (style[to] === mark || /[\s\v]/.test(text[to] ?? ""))) to++;
  const title = cleanTitle(text.slice(from, to).replace(/[\n\v]/g, " "));
  // `**Slow Waves**. *Ann Bee, Cy Dee*. Technical Report.`
  const isSigned = mark === "i" && style[start] === "b";
  if (isSigned && (looksLikeName(title) || readNameList(title)?.isCertain)) return null;
  return isTitleOfReference(title, venues) ? { title, from, to, kind: "bold" } : null;
}

function isTitleOfReference(title: string, venues: VenueRegistry): boolean {
  return (
    wordCount(title) >= 2 &&
    readVenue(title, venues) === null &&
    readContainer(title, venues) === null &&
    !/[\uE100-\uF8FF]/.test(title)
  );
}
