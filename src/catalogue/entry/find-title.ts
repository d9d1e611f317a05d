import { memoTitle } from "../memo.js";
import type { VenueRegistry } from "../venues.js";
import {
  findLeadingAuthors,
  findReference,
  type LeadingAuthors,
  looksLikeInstitution,
} from "./after-authors.js";
import { readContainer, readShortCitation } from "./citation.js";
import { cleanTitle } from "./clean-title.js";
import { withoutEmoji } from "./emoji.js";
import { isLabelText } from "./labels.js";
import { leadsToPaper } from "./link-kind.js";
import {
  type FoundTitle,
  lineEnd,
  type Mark,
  type MarkedText,
  markedText,
  markFrom,
  maxTitleLength,
  plainEnd,
  readable,
  titleText,
} from "./marked-text.js";
import { readNameList } from "./name-list.js";
import { quotedAfterName, quotedTitle } from "./quoted-title.js";
import { readUnknownVenue, readVenue } from "./read-venue.js";
import { skipLead } from "./skip-lead.js";
import { titleLength } from "./title-length.js";
import { readTypedReference } from "./typed-reference.js";
import { looksLikeAuthors, looksLikeName, wordCount } from "./words.js";
import { writtenTitle } from "./written-title.js";

/**
 * Finds the title of an entry: quoted text, else the first link that is not a label, else bold text, else the first text
 * up to labels, a venue or authors. `null` without one.
 */
export function findTitle(marked: MarkedText): FoundTitle | null {
  const lead = skipLead(marked);
  const authors = findLeadingAuthors(marked, lead);
  const start = authors?.to ?? lead;
  const found =
    typedReference(marked) ??
    bracketedOverPlace(marked) ??
    bracketedBeforeLabels(marked) ??
    institutionsPaper(marked, start) ??
    titleFrom(marked, start, authors);
  if (!found || !isTitle(found.title, marked.venues) || areOnlyPeople(marked, found)) return null;
  return describedName(marked, found) ?? found;
}

/** `A. Bee, C. Dee. *KDD*. [[pdf](…)]`: who wrote a paper that has no title here. */
function areOnlyPeople({ text, style, venues }: MarkedText, { title, to, kind }: FoundTitle): boolean {
  const list = kind === "text" ? readNameList(title) : null;
  if (list === null || list.hasInitials) return list !== null;
  if (!list.isCertain || !looksLikeAuthors(title)) return false;
  // Two names may be the words of a title: `Tensor Waves and Pipeline Tides`.
  const from = to + (/^[.,\s]*/.exec(text.slice(to, to + 10))?.[0].length ?? 0);
  const italics = /^i+/.exec(style.slice(from))?.[0].length ?? 0;
  return italics > 0 && readVenue(text.slice(from, from + italics), venues) !== null;
}

/** `Bee A, Dee C. Slow waves[J]. Journal of Tides, 2020`, as a whole line or as the text of the first link. */
function typedReference(marked: MarkedText): FoundTitle | null {
  if (!/[[\uE100-\uF8FF]/.test(marked.text)) return null;
  const end = lineEnd(marked, 0);
  const [first] = marked.marks;
  const link = first?.kind === "link" && marked.text.slice(0, first.from).trim() === "" ? first : null;
  const title = readTypedReference(link?.text ?? marked.text.slice(0, end), marked.venues)?.title;
  if (title === undefined) return null;
  if (link) return { title, from: link.from, to: link.to, kind: "link" };
  const from = marked.text.indexOf(title);
  return from === -1 ? null : { title, from, to: from + title.length, kind: "text" };
}

/** `[[SynthPort](…)] SynthPort is a scan of …`: the name, as what follows is a sentence about it. */
function describedName({ marks }: MarkedText, { title, from, kind }: FoundTitle): FoundTitle | null {
  if (kind !== "text") return null;
  const name = marks.find(({ kind, to, links }) => kind === "label" && to <= from && links.length === 1);
  const text = name?.links[0]?.text.trim() ?? "";
  if (!name || text === "" || !title.startsWith(`${text} `)) return null;
  const isSentence = /^(?:is|are|was|has|provides|contains|consists|comprises|includes|offers)\b/.test(
    title.slice(text.length + 1),
  );
  return isSentence ? { title: text, from: name.from, to: name.to, kind: "link" } : null;
}

/** The title of the reference that follows an institution; null if the text does not begin with one. */
function institutionsPaper(marked: MarkedText, start: number): FoundTitle | null {
  if (!/[\n\v]/.test(marked.text)) return null;
  const line = readable(marked, start, Math.min(lineEnd(marked, start), start + 100)).split("[")[0] ?? "";
  return looksLikeInstitution(line.trim()) ? findReference(marked) : null;
}

function titleFrom(marked: MarkedText, start: number, authors: LeadingAuthors | null): FoundTitle | null {
  return (
    authors?.title ??
    quotedTitle(marked, start, authors !== null) ??
    linkedTitle(marked, start) ??
    writtenTitle(marked, start) ??
    bracketed(marked)
  );
}

const isTitle = memoTitle((title, venues): boolean => {
  if (title.length > 500 || !/\p{L}\P{L}*\p{L}/u.test(title)) return false;
  if (
    /^(?:https?:|www\.)/i.test(title) ||
    bibtexLine.test(title) ||
    goesUp.test(title) ||
    endsWithDate.test(title)
  )
    return false;
  if (
    /^(?:paper|title|name|code|venue|link|links|todo|tba|tbd|n\/a|none|more|etc|coming soon|to be (?:updated|added|continued|announced)(?: soon)?)$/i.test(
      title,
    )
  )
    return false;
  if (/^\p{Lu}[\p{L}'’-]{0,30}(?: (?:and|&) \p{Lu}[\p{L}'’-]{0,30})? et\.? al\.?$/u.test(title)) return false;
  return readVenue(title, venues) === null && !isLabelText(title);
});

/** `@article{bee2020slow,`, `title={Slow Waves}`: BibTeX as text. */
const bibtexLine = /^(?:@\p{L}+\s?\{|\p{L}+\s?=\s?[{"])/u;

/** `Cycle 1: 2026-09-11`: a deadline. */
const endsWithDate = /\b(?:19|20)\d{2}-\d{2}-\d{2}$/;

/** `Back to Top`, `↑ Contents`: a link within the list; not `Back to the Harbour`. */
const goesUp =
  /^(?:↑|(?:(?:go|jump|return) )?back to (?:the )?(?:top|contents?|table of contents|toc|index|list|main|menu|home|overview|beginning|readme)$|(?:go|jump|return) to (?:the )?(?:top|contents?|table of contents|toc|index|menu|beginning)$)/i;

/** `[Title] [[paper](…)]`: a title in brackets, if nothing else can be one, or there is nothing else. */
function bracketed({ text, marks, venues }: MarkedText): FoundTitle | null {
  const [only] = marks.length === 1 ? marks : [];
  const isAlone =
    only !== undefined && !/[\p{L}\p{N}]/u.test(withoutEmoji(text.slice(0, only.from) + text.slice(only.to)));
  const mark = marks.find(
    (each) =>
      each.kind === "group" &&
      wordCount(each.text) >= (isAlone ? 2 : 4) &&
      readVenue(each.text, venues) === null,
  );
  const title = mark ? cleanTitle(mark.text) : "";
  return mark && title ? { title, from: mark.from, to: mark.to, kind: "text" } : null;
}

/** `[Slow Waves of the Sea] ICLR2020`: a title in brackets, and where it was published. */
function bracketedOverPlace(marked: MarkedText): FoundTitle | null {
  const { text, marks, venues } = marked;
  const [mark, next] = marks;
  if (mark?.kind !== "group" || text.slice(0, mark.from).trim() !== "") return null;
  const place = text.slice(mark.to, next?.from).trim();
  if (wordCount(place) > 4 || (readVenue(place, venues) ?? readUnknownVenue(place)) === null) return null;
  const isPlace = readVenue(mark.text, venues) ?? readUnknownVenue(mark.text);
  const title = wordCount(mark.text) >= 2 && isPlace === null ? cleanTitle(mark.text) : "";
  return title === "" ? null : { title, from: mark.from, to: mark.to, kind: "text" };
}

/** `[Slow Waves] [[Paper]](…)[[Code]](…)(the first of its kind)`: a title in brackets, its links, and perhaps a remark. */
function bracketedBeforeLabels(marked: MarkedText): FoundTitle | null {
  const { text, marks, venues } = marked;
  const [mark, ...others] = marks;
  if (mark?.kind !== "group" || /[\p{L}\p{N}]/u.test(withoutEmoji(text.slice(0, mark.from)))) return null;
  let end = mark.to;
  for (const { kind, from, to } of others) {
    if (kind !== "label" || /\S/.test(text.slice(end, from).replace(/^[,;.]/, ""))) break;
    end = to;
  }
  // `[Slow Waves of the Sea]` alone on the first of several lines, or in a cell.
  const isAlone = end === mark.to && text[end] === "\n" && wordCount(mark.text) >= 4;
  if (isAlone) end = text.length;
  if (end === mark.to || wordCount(mark.text) < 2) return null;
  const remark = /[(（][^()（）]{0,200}[)）]/g;
  const rest = text.slice(end).replace(remark, "").replace(remark, "");
  const isPlace = readVenue(mark.text, venues) ?? readUnknownVenue(mark.text);
  if (wordCount(rest) > maxWordsAfterLinks || isPlace !== null || isLabelText(mark.text)) return null;
  const title = cleanTitle(mark.text);
  return title === "" ? null : { title, from: mark.from, to: mark.to, kind: "text" };
}

/** Words after the links of a title in brackets; more of them are the title. */
const maxWordsAfterLinks = 2;

/** `Paper: [Title](…)`. */
const titleField = /^(?:paper|title|论文)$/i;

/** `Ann Bee. 2007. [Waves](…)`: one author, and the year. */
function isDatedName(before: string): boolean {
  const name = /^(.{3,60}?)[.,\s]{1,3}\(?(?:19|20)\d{2}\)?$/.exec(before)?.[1];
  return name !== undefined && looksLikeName(name);
}

/** `SW-GAN - [Wavy GAN](…)`, `SW-GAN: [Wavy GAN](…)`: a name before the link to its paper. */
function namesPaper(marked: MarkedText, start: number, from: number, url: string): boolean {
  if (!/(?:\s[-–—]|[:：])\s*$/.test(marked.text.slice(start, from))) return false;
  return leadsToPaper(url);
}

/** `[[SIM] Slow Waves](…)`, `[2020 (Airbnb) (KDD) *[SIM] Slow Waves](…)`, `[2024 - Slow Waves](…)`: what precedes the title in a link. */
const leadInLink =
  /^\s*(?:(?:19|20)\d{2}(?:\s?(?=[*_]{0,2}[([【{])|\s+[-–—]\s*(?=\p{L})))?(?:(?:[*_]{0,2}[[【][^\]】]{1,40}[\]】]|\([^()]{2,40}\)(?=[\s(])|\{[\p{L}\p{N} &,./-]{2,40}\}(?=\s))\s*)*(?=\S ?\S)/u;

/** `Slow Waves of Tides | Ann Bee, Cy Dee | [Tides](…)`: a title between bars, before the link. */
function followsBar(before: string): boolean {
  const [first = "", ...others] = before.split(/\s\|\s/);
  return others.length > 0 && wordCount(first) >= 3 && !looksLikeAuthors(first);
}

/** `**Slow Waves of the Sea**`, then a line of authors, then a link: the bold line is the title. */
function followsBoldLine({ text, style }: MarkedText, start: number, from: number): boolean {
  const end = text.slice(start, from).search(/[\n\v]/);
  if (end <= 0 || !/^b+-*$/.test(style.slice(start, start + end))) return false;
  const line = text.slice(start, start + end);
  const between = text.slice(start + end, from);
  const arePeople = looksLikeAuthors(between, 1) && !/[:：]\s*$/.test(between);
  return wordCount(line) >= 4 && !looksLikeAuthors(line) && arePeople;
}

/** `【关于 WaveNet】 那些你不知道的事`: the brackets hold the name that the rest, without a word of Latin letters, is about. */
function withoutLead(text: string, venues: VenueRegistry): string {
  const [, name, rest = ""] = /^\s*【([^】]{1,40})】(.+)$/u.exec(text) ?? [];
  const isAbout = name !== undefined && !/[a-z]{2}/i.test(rest) && /\p{L}.*\p{L}/u.test(rest);
  if (isAbout && !readVenue(name, venues) && !readUnknownVenue(name)) return text;
  // `[12. Slow Waves](…)`
  return text.replace(/^\s*\d{1,4}\.\s+(?=\p{Lu})/u, "").replace(leadInLink, "");
}

/** The first link that is not a label, unless a whole title precedes it. */
function linkedTitle(marked: MarkedText, start: number): FoundTitle | null {
  const { venues } = marked;
  const mark = markFrom(marked, start, "link");
  const link = mark?.links[0];
  if (!mark || !link) return null;
  const { from } = mark;
  const label = markFrom(marked, start, "label");
  if (label && label.from < from && wordCount(readable(marked, start, label.from)) >= 2) return null;
  const before = readable(marked, start, from).replace(/(?<![\s:.,|\-–—])[\s:.,|\-–—]+$/, "");
  if (/\brefer to$/i.test(before)) return null;
  if (followsBar(marked.text.slice(start, from)) || followsBoldLine(marked, start, from)) return null;
  const words = wordCount(link.text);
  const lead = wordCount(before);
  const introduces =
    lead === 0 ||
    titleField.test(before) ||
    looksLikeAuthors(before) ||
    isDatedName(before) ||
    (words >= 4 && lead <= 3) ||
    (words >= 2 && lead <= 3 && namesPaper(marked, start, from, link.url)) ||
    readVenue(before, venues) !== null ||
    (words >= 4 && /[:.,–—-]\s*$/.test(marked.text.slice(start, from).trimEnd()));
  if (!introduces) return null;
  // `Slow Waves of Tides [[Harbour Society Series B](…)]`, but `Bee et al. [[Slow Waves of Tides](…)]`
  const isShortName = lead <= 2 && words >= 5;
  if (lead >= 2 && isWithinBrackets(marked, mark) && !looksLikeAuthors(before) && !isShortName) return null;
  // A title before it: the link says who wrote it, or where it was published.
  if (lead >= 3 && readContainer(link.text, venues, true) !== null) return null;
  if (lead >= 2 && readShortCitation(link.text) !== null) return null;
  const reference = titleOfReference(link.text, venues);
  if (reference) return { title: reference, from, to: mark.to, kind: "link" };
  const named = words <= 3 && lead === 0 ? quotedAfterName(marked, mark.to) : null;
  if (named) return named;
  const text = withoutLead(insideBrackets(link.text.slice(0, maxTitleLength)), venues);
  const title = cleanTitle(text.slice(0, titleLength(text, venues)));
  const continues = /[:：]\s*$/.test(text) || /^\s*[:：]/.test(marked.text.slice(mark.to));
  const tail = words <= 3 && lead === 0 && continues ? subtitle(marked, mark.to) : null;
  if (tail) return { title: `${title}: ${tail.text}`, from, to: tail.to, kind: "link" };
  return title ? { title, from, to: mark.to, kind: "link" } : null;
}

/** `[[Slow Waves of Tides]](…)`: the brackets around all of a link's text are no part of the title. */
function insideBrackets(text: string): string {
  return /^\s*\[([^[\]]+)\]\s*$/.exec(text)?.[1] ?? text;
}

/** Whether a link and nothing else is in brackets, within or around it, at the end of a text. */
function isWithinBrackets({ text, marks }: MarkedText, { text: label, from, to }: Mark): boolean {
  const isBracketed = /^\[[^[\]]*\]$/.test(label) || (text[from - 1] === "[" && text[to] === "]");
  return isBracketed && !marks.some((mark) => mark.kind === "link" && mark.from > to);
}

/** `[Bee, Ann, and Cy Dee. "Slow tides." Proc … (2019)](…)`: the title in a link that is a whole reference; else null. */
function titleOfReference(text: string, venues: VenueRegistry): string | null {
  if (wordCount(text) < 5) return null;
  const marked = markedText([{ kind: "text", text, bold: false, italic: false }], venues);
  const authors = findLeadingAuthors(marked, 0);
  if (authors === null) return null;
  const found = quotedTitle(marked, authors.to, true) ?? writtenTitle(marked, authors.to);
  return found && wordCount(found.title) >= 2 ? found.title : null;
}

/** `[BERT](…): Pre-training of …`, `[BERT:](…) Pre-training of …`: the rest of a title with only its name linked. */
function subtitle(marked: MarkedText, from: number): { text: string; to: number } | null {
  const text = titleText(marked, from, plainEnd(marked, from));
  const length = titleLength(text, marked.venues);
  const title = cleanTitle(text.slice(0, length));
  const describes = /^(?:an?|the) /.test(title) && !ofGenre.test(title);
  return wordCount(title) >= 3 && !describes ? { text: title, to: from + length } : null;
}

/** `a comprehensive survey of …`: what papers call themselves, in titles with small letters. */
const ofGenre =
  /^an? (?:\p{L}[\p{L}-]+ ){0,2}(?:survey|review|overview|taxonomy|perspective|study|case study|roadmap|retrospective) (?:of|on|for|and|in)\b/u;
