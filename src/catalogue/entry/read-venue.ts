import { arxivNumber } from "../arxiv-id.js";
import { isAsciiDigit, isAsciiLetter } from "../ascii.js";
import { matchesOf } from "../matches-of.js";
import { memoText } from "../memo.js";
import type { Venue, VenueRegistry } from "../venues.js";
import {
  asShortYear,
  asYear,
  fillerWords,
  findVenues,
  noteWords,
  plainWord,
  type VenueMention,
} from "./find-venues.js";
import { readNameList } from "./name-list.js";
import { tokensOf } from "./tokens.js";
import { looksLikeName, looksLikeSurname } from "./words.js";

/** A venue, a year, or both, as stated by a short text. */
export interface VenueStatement {
  readonly venue: string | null;
  readonly preprint: boolean;
  readonly year: number | null;
  /** `Oral`, `Spotlight`, `Best Paper`. */
  readonly notes: readonly string[];
}

export function stated(
  venue: string | null,
  year: number | null,
  { preprint = false, notes = [] }: Partial<VenueStatement> = {},
): VenueStatement {
  return { venue, preprint, year, notes };
}

/** A place by the name of the known venue that it is, or else as it is written. */
export function statedAs(
  known: Venue | null | undefined,
  written: string | null,
  year: number | null,
): VenueStatement {
  return stated(known?.name ?? written, year, { preprint: known?.kind === "preprint" });
}

/** What a mention in a longer text states, with the year of its own or else another one. */
export function statedBy(
  { venue, name, year }: VenueMention,
  otherYear: number | null = null,
): VenueStatement {
  return stated(name, year ?? otherYear, { preprint: venue.kind === "preprint" });
}

/**
 * Reads a text that may state only a venue and a year: a heading, a cell, text in parentheses. `null` for any other text.
 */
export function readVenue(text: string, venues: VenueRegistry): VenueStatement | null {
  return statesNothing(text, venues) || beginsOtherwise(text, venues) ? null : readPlainly(text, venues);
}

/** The same for a label, which may have a few more words: `ICML 2024 Workshop on Vision`. */
export function readVenueLabel(text: string, venues: VenueRegistry): VenueStatement | null {
  return statesNothing(text, venues) ? null : readLeniently(text, venues);
}

const readPlainly = memoText((text, venues) => readStatement(text, venues, 0));
const readLeniently = memoText((text, venues) => readStatement(text, venues, 3));

/** Neither a venue nor a year. Most texts are titles: to find that out is faster than to look up what was read of them. */
function statesNothing(text: string, venues: VenueRegistry): boolean {
  return venues.isWithoutNames(text) && !/\d/.test(text);
}

const leadingWord = /[^\p{L}\d]*([a-z]+)(?![\p{L}\p{M}])/iuy;
/** The first letters of `noteWords`. */
const startOfNote =
  /^(?:oral|spot|high|post|best|award|hono|notable|top|ext|demo|short|long|full|ind|find|main|sur|out|under)/i;

/** Its first word is none of a venue, a note or a date. Most texts are titles: they end here. */
function beginsOtherwise(text: string, venues: VenueRegistry): boolean {
  leadingWord.lastIndex = 0;
  for (let word = nextWord(text); word !== ""; word = nextWord(text)) {
    if (!venues.isWithoutNames(word)) return false;
    if (!fillerWords.has(word.toLowerCase())) return !startOfNote.test(word);
  }
  return false;
}

/** The next of the leading words; empty after the last one. Plain ASCII is read without the pattern, several times as fast. */
function nextWord(text: string): string {
  let from = leadingWord.lastIndex;
  while (from < text.length && isGap(text.charCodeAt(from))) from++;
  let to = from;
  while (to < text.length && isAsciiLetter(text.charCodeAt(to))) to++;
  if (text.charCodeAt(to) > 127) return leadingWord.exec(text)?.[1] ?? "";
  leadingWord.lastIndex = to;
  return text.slice(from, to);
}

/** A character of ASCII that is neither a letter nor a digit. */
function isGap(code: number): boolean {
  return code <= 127 && !isAsciiLetter(code) && !isAsciiDigit(code);
}

/** @param maxOtherWords the number of other words that a text with a venue and a year may have */
function readStatement(text: string, venues: VenueRegistry, maxOtherWords: number): VenueStatement | null {
  const trimmed = text.replace(/[_*`~]+/g, " ").trim();
  if (!trimmed || trimmed.length > 160 || arxivNumber.test(trimmed)) return null;
  const mentions = findVenues(trimmed, venues);
  const shortDate = /\d/.test(trimmed) ? yearOfShortDate(trimmed) : null;
  if (mentions.length === 0 && shortDate === null && !/\d{4}/.test(trimmed)) return null;
  if (joinsFields(mentions, trimmed)) return null;
  const notes = matchesOf(trimmed, noteWords).map((match) => match[0].trim());
  const mention =
    mentions.find(
      ({ venue, year, from }) =>
        venue.kind !== "preprint" && year && !(from > 0 && submittedTo.test(trimmed.slice(0, from))),
    ) ?? mentions[0];
  const covered = mentions.reduceRight(
    (rest, { from, to }) => `${rest.slice(0, from)} ${rest.slice(to)}`,
    trimmed,
  );
  const left = tokensOf(covered.replace(noteWords, " ")).filter(
    ({ text: word }) => !fillerWords.has(word.toLowerCase()),
  );
  const [otherYear = shortDate] = left.flatMap((token) => asYear(token.text) ?? []);
  const numbered = mention !== undefined && mention.venue.kind !== "preprint";
  const otherWords = left.filter(
    ({ text: word }) => !/^\d+$/.test(word) || (numbered && word.length > 2 && !asYear(word)),
  );
  if (mention) {
    const statement = { ...statedBy(mention, otherYear), notes };
    return otherWords.length > (statement.year ? maxOtherWords : 0) ? null : statement;
  }
  // A year, a month and a year, or a whole date, in any order; not a version or a count.
  const isDate = otherWords.length === 0 && otherYear !== null && tokensOf(trimmed).length <= 6;
  return isDate ? stated(null, otherYear, { notes }) : null;
}

/** `arXiv 2020, submitted to ICASSP 2021`: where it may be published. */
const submittedTo = /\bsubmitted to (?:the )?$/i;

/** `19.11.13`, as dates are written in Korea: the year comes first; `ICML, 17.07`, a year and a month. */
function yearOfShortDate(text: string): number | null {
  const ofMonth = /\p{L}, (\d{2})\.(?:0[1-9]|1[0-2])$/u.exec(text)?.[1];
  if (ofMonth) return asShortYear(ofMonth);
  const [, year, month, day] = /(?<![\d.])(\d{2})\.(\d{2})\.(\d{2})(?![\d.])/.exec(text) ?? [];
  const isDate = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return isDate ? asShortYear(year ?? "") : null;
}

/** `Neural Networks for Pattern Recognition`: two journals, as the fields that they are named after. */
function joinsFields([first, second]: readonly VenueMention[], text: string): boolean {
  if (!first || !second || first.year !== null || second.year !== null) return false;
  return /^\s+(?:for|in|with|by|on|of)\s+$/.test(text.slice(first.to, second.from));
}

/** `Journal of Tides, January 2023`: the month is no part of the name. */
const monthBeforeYear =
  /(?<!\s),?\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?,?\s+(?=(?:19|20)\d{2}$)/i;

/** `海洋学报 2024`, `計算機学会誌, 2020`: a journal by the end of its name. */
const hanJournal =
  /^([\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}ー]{1,30}(?:学报|學報|杂志|期刊|会议|大会|学会誌?|論文誌|论坛|통신|학회지?|논문지|저널))[\s,，]{0,3}((?:19|20)\d{2})年?$/u;

/** `2016 Transactions on Tides`: a year, then the name of a publication. */
const yearFirst =
  /^((?:19|20)\d{2}),? ((?=.*\b(?:Transactions|Symposium|Conference|Journal|Workshop|Letters|Proceedings)\b)\p{Lu}[\p{L}&., -]{4,100})$/u;

/** `FooConf 2021`, `ABC'23`: what looks like an unknown venue, as written, with its year. */
export function readUnknownVenue(text: string): VenueStatement | null {
  const trimmed = text.trim();
  // A year is at one of its ends.
  if (!/[\d年]/.test(trimmed.at(-1) ?? "") && !/^(?:19|20)\d/.test(trimmed)) return null;
  const match =
    /^((?:\p{Lu}|\p{Ll}{1,3}\p{Lu})[\p{L}\p{N}&+./\- ]{0,60}?)[\s,.\-–—]*(?:['’‘`´](\d{2})|((?:19|20)\d{2}))$/u.exec(
      trimmed
        .replace(monthBeforeYear, " ")
        .replace(/['’‘`´](?=(?:19|20)\d{2}$)/, " ")
        .replace(/(['’‘`´]) (?=\d{2}$)/, "$1"),
    );
  const [, datedFirst = "", nameAfter = ""] = yearFirst.exec(trimmed) ?? [];
  if (nameAfter !== "" && !readNameList(nameAfter)) return stated(nameAfter, asYear(datedFirst));
  const [, journal, journalYear] = hanJournal.exec(trimmed) ?? [];
  if (journal) return stated(journal, Number(journalYear));
  const name = withoutPeople(match?.[1]?.replace(/^.{1,60}\bet al\b\.?,?\s*(?=\S)/, "").trim() ?? "");
  const year = match?.[3] ? asYear(match[3]) : asShortYear(match?.[2] ?? "");
  if (!name || !year) return null;
  const isLong = /^Proceedings of |\b(?:Journal|Transactions|Conference|Symposium)\b/.test(name);
  if (name.split(/\s+/).length > (isLong ? 12 : 7)) return null;
  const bare = tokensOf(name).every(({ text: word }) => fillerWords.has(word.toLowerCase()));
  // `ACM-Symposium`, but not `Jan-Feb`.
  if ((bare && !/^(?:ACM|IEEE|USENIX)-\p{L}/u.test(name)) || noVenue.test(name)) return null;
  if (noPlace.test(name)) return stated(null, year);
  return readNameList(name)?.isCertain && !/^\p{Lu}+&\p{Lu}+$/u.test(name)
    ? stated(null, year)
    : stated(name, year);
}

const stop = /\.\s+(?=\S)/g;

/** `Bee & Dee. Journal of Tides`, `Bee et al. Tides`: the text after the people that it begins with. */
export function withoutPeople(text: string): string {
  const ends = matchesOf(text, stop).slice(0, 8);
  const end = ends.findLast(
    ({ index }) => isPeople(text.slice(0, index)) || isPeople(text.slice(0, index + 1)),
  );
  const rest = end === undefined ? text : text.slice(end.index + end[0].length).replace(/^et al\b\.?/, "");
  // `Ann Bee, Philip S. Yu`: the last one's surname.
  if (end !== undefined && isSurname(rest) && / \p{Lu}$/u.test(text.slice(0, end.index))) return "";
  // `Probiotics & Antimicrob. Prot`: the abbreviated end of a name.
  return rest.length > 0 && rest.length < 6 ? text : rest;
}

/** Several people: `J. Tides` may be a journal. */
function isPeople(text: string): boolean {
  return /&|,|\band\b|\bet al\b/.test(text) && readNameList(text)?.isCertain === true;
}

/** Who works on machine learning and publishes nothing else, where anyone puts anything, and a language: `(Google 2016)`, `[Github, 2023.4]`, `in French (2013)` names no venue. */
export const noPlace =
  /^(?:english|french|german|italian|spanish|portuguese|russian|chinese|japanese|korean|git ?hub|hugging ?face|blog|zenodo|medium|google|microsoft|facebook|meta|deepmind|openai|nvidia|baidu|alibaba|tencent|amazon|apple|ibm|deepseek|anthropic|mistral|bytedance|huawei|airbnb|uber|netflix|pinterest|linkedin|twitter|yahoo|stanford|berkeley|mit|cmu)(?:(?: ?\/ ?| )(?:ai|deepmind|brain|research|labs?|cloud))*$/i;

/** `Google`, `Jane Doe`, `Doe` before a comma: a company or a person, not a place of publication by its words. */
export function namesNoVenue(name: string, isBeforeComma = false): boolean {
  if (noPlace.test(name)) return true;
  if (ofFields.test(name) || /\b\p{Lu}{2,}\b|\p{Ll}\./u.test(name)) return false;
  return name.includes(" ") ? looksLikeName(name) : isBeforeComma && isSurname(name);
}

/** `Galin`, but neither `CHIIR` nor `Neuroinformatics`. */
function isSurname(name: string): boolean {
  return /^\p{Lu}\p{Ll}{1,20}$/u.test(name) && looksLikeSurname(name) && !/(?:ics|logy|ika|phy)$/.test(name);
}

/** Words of fields and of publications, which names of journals are made of. */
export const ofFields =
  /\b(?:Sciences?|Materials?|Chem(?:istry|ical)?|Phys(?:ics|ical)?|Biol(?:ogy|ogical)?|Medicine|Medical|Energy|Cell|Cancers?|Nature|Genom(?:e|ics)|Genetics?|Neuro\p{L}*|Brain|Protein|Molecular|Reports?|Review|Reviews|Lett(?:ers)?|Annals|Ann|Trans|Proc|Comput\p{L}*|Math\p{L}*|Stat\p{L}*|Econ\p{L}*|Eng\p{L}*|Behavior|Psych\p{L}*|Social|Political|Management|Marketing|Education|Digital|Discovery|Quantum|Optics|Express|Communications?|Commun|Bioinform\p{L}*|Brief\p{L}*|Mechanics|Water|Climate|Geo\p{L}*|Sensors?|Robotics?|Magazine|Bulletin|Methods?|Applied|Advanced|Frontiers|Journal|Conference|Symposium|Workshop|Transactions|Proceedings|Book|Thesis|Press|News|Networks?|Complex|Internet|Web|Games?|Music|Security|Privacy|Software|Language|Speech)\b/u;

/**
 * `2023 Genome Research`, `2021 bioRxiv, 40 citations`: a year and perhaps where, as lists write it in brackets before a
 * title.
 */
export function readYearFirst(text: string, venues: VenueRegistry): VenueStatement | null {
  const [, digits = "", rest = ""] =
    /^((?:19|20)\d{2})(?:[\s,]{1,3}|\s?[-–]\s?)(\p{L}.{1,100})$/u.exec(text.trim()) ?? [];
  const year = asYear(digits);
  if (year === null) return null;
  const [place = ""] = rest.split(/\s?[,;(:]/);
  const known = venues.find(place) ?? namedFirst(place, venues);
  if (known) return statedAs(known, place, year);
  const words = place.split(/\s+/);
  const isName =
    words.length <= 7 &&
    words.every((word) => /^(?:\p{Lu}|\p{Ll}{1,3}\p{Lu}|of|in|and|the|for|on|&|npj)/u.test(word));
  return stated(isName && !noPlace.test(place) && !/^(?:GitHub|Blog)\b/i.test(place) ? place : null, year);
}

/** The conference or preprint server at the start of a text: `bioRxiv GAN`. */
function namedFirst(text: string, venues: VenueRegistry): Venue | null {
  const words = text.split(/\s+/);
  for (let length = Math.min(6, words.length - 1); length > 0; length--) {
    const venue = venues.find(words.slice(0, length).join(" "));
    // `Cluster Computing` begins with a word that is also a name.
    if (venue && venue.kind !== "journal" && !plainWord.test(words[0] ?? "")) return venue;
  }
  return null;
}

/** `FCS(2025)`, `Information Systems(2024)`: a name and a year in code before a title. */
export function readCodedPlace(text: string): VenueStatement | null {
  const [, name = "", year = ""] =
    /^(\p{Lu}[\p{L}&. -]{1,60}?) ?\(((?:19|20)\d{2})\)$/u.exec(text.trim()) ?? [];
  return name === "" ? null : stated(name, Number(year));
}

/** What code beside a title says: `CVPR 2024`, `FCS 26`, `ISSREW`. */
export function readCodeVenue(text: string, venues: VenueRegistry): VenueStatement | null {
  const month = /^\s*([12]\d)\.(?:0?[1-9]|1[0-2])\s*$/.exec(text)?.[1];
  if (month) return stated(null, asShortYear(month));
  const workshop = text.replace(
    /^(\s*\p{Lu}[\p{L}-]{1,14}) ['’]?([0-3]\d) workshop\s*$/iu,
    "$1 Workshop 20$2",
  );
  const read = readVenue(workshop, venues) ?? readUnknownVenue(workshop);
  if (read) return read;
  const [, name = "", year = ""] =
    /^(\p{Lu}[\p{L}&+./\- ]{1,40}?)(?: ?['’]?(\d{2}))?$/u.exec(text.replace(noteWords, "").trim()) ?? [];
  if (year !== "") return stated(name, asShortYear(year));
  // `Machine Sailing: Science and Technology 2022`, `COLING 2022 Workshop on Fog`.
  const [, written, dated] = /^((?:npj )?\p{Lu}.{2,80}?),? ((?:19|20)\d{2})$/u.exec(text.trim()) ?? [];
  if (written) return stated(written, Number(dated));
  return readVenueLabel(text, venues) ?? (/^\p{Lu}{3,10}$/u.test(name) ? stated(name, null) : null);
}

/** `in Journal of Tides 2021`: the text after *in*. */
export const inPlace = /^[\s,]*in\s+(?=\p{Lu})(.{3,100})$/u;

/** `Sea Papers of`, `Published in`: words before a year that name no venue. */
export const noVenue =
  /\b(?:of|from|in|since|until|before|after|the|updated|version|papers?|publications?|works?|list)$|^(?:others?|misc(?:ellaneous)?|more)$/i;

/** `IEEE Trans. Magn`, `IEEE J. Solid-State Circuits`: the abbreviated name of any journal. */
export function readsLikeJournal(text: string): boolean {
  return (
    text.length <= 80 &&
    /^(?:(?:IEEE|ACM|IET|SIAM)\s(?:Trans|J|Access|Micro|Letters)|(?:J|Trans|Proc)\.\s)|\b(?:Lett|Syst|Sci|Conf)\.$/.test(
      text,
    )
  );
}

/** `IEEE 2017`, `ACM2019, the first`: all that a list says of a paper is who published it; see `namesPublisher`. */
export function societyAlone(text: string): VenueStatement | null {
  const [, name = "", year = ""] =
    /^[\s([]*(IEEE|ACM|USENIX) ?((?:19|20)\d{2})(?:[\s.)\]]*$|[ ,]{1,2}\p{Ll})/u.exec(text) ?? [];
  return name === "" ? null : stated(name, Number(year));
}

/** `IEEE Computer`, `USENIX ICAC`: begins with a society that publishes. */
export function namesSociety(text: string): boolean {
  return /^(?:IEEE|ACM|USENIX|SIAM|IET|IFIP|AAAI|ACS|AIP|APS)\b/i.test(text);
}

/** `JSS`, `EMSE journal`: by its form the name of a journal or conference. */
export function namesContainer(text: string): boolean {
  return (
    /^\p{Lu}{3,8}$/u.test(text) ||
    /^\p{Lu}[\p{L} ]{1,40} (?:journal|conference|workshop|magazine|letters)$/iu.test(text)
  );
}

/** The first year of four digits in a text; `2010s` is a decade. */
export function firstYear(text: string): number | null {
  for (const match of text.matchAll(/(?<![\d.])(?:19|20)\d{2}(?![\ds])/g)) {
    const year = asYear(match[0]);
    if (year) return year;
  }
  return null;
}

/** `2021-CVPR - `, `2020-IEEE TIDES - `: a year and a place before a title. */
export const dashedPlace = /^\s*((?:19|20)\d{2})-(\p{Lu}[\p{L}&/ ]{1,30}?)(\s?)[-–—](?:\s+|$)/u;

/** The place that a text begins with, as `dashedPlace` has it; null without one. */
export function readDashedPlace(text: string, venues: VenueRegistry): VenueStatement | null {
  const [whole = "", year = "", name = "", gap = ""] = dashedPlace.exec(text) ?? [];
  if (year === "") return null;
  const known = readVenue(name, venues);
  // `2023-Tides - ` with nothing else: one word, whatever it is.
  const isAlone = gap !== "" && whole.length === text.length && /^[\p{L}&]{2,21}$/u.test(name);
  const isName = isAlone || /^(?:\p{Lu}+\s)?\p{Lu}{3,}s?$/u.test(name);
  return known?.venue || isName
    ? stated(known?.venue ?? name, Number(year), { preprint: known?.preprint ?? false })
    : null;
}
