import type { VenueRegistry } from "../venues.js";
import { digitOrPage, readContainer } from "./citation.js";
import { readCitedPlace } from "./cited-place.js";
import { asShortYear, asYear, findVenues, type VenueMention, workshopName } from "./find-venues.js";
import { kindOfLabel } from "./link-kind.js";
import type { FoundTitle } from "./marked-text.js";
import { readNameList } from "./name-list.js";
import { splitCitation } from "./names-in.js";
import { ofPublications, placeApart } from "./place-apart.js";
import { readPlaceLine } from "./place-line.js";
import { startsProse } from "./prose.js";
import {
  firstYear,
  inPlace,
  namesContainer,
  namesNoVenue,
  noVenue,
  readDashedPlace,
  readUnknownVenue,
  readVenue,
  readYearFirst,
  societyAlone,
  stated,
  statedAs,
  statedBy,
  type VenueStatement,
} from "./read-venue.js";
import { looksLikeAuthors, looksLikeName, wordCount } from "./words.js";

const saysAnything = /\p{L}|\d/u;

/** Venue and year in running text: `, ECCV, 2024. `, ` - CVPR 2024 (Oral)`, `(accepted by TPAMI 2022)`, `19 Jun 2020`. */
export function textStatements(
  text: string,
  title: FoundTitle,
  venues: VenueRegistry,
): readonly VenueStatement[] {
  // What stands for links and pictures is no letter.
  if (!saysAnything.test(text)) return [];
  const lines = text.replace(/[\uE100-\uF8FF]/g, " ").split(/[\n\v]|\s[|·•]\s/);
  return lines.flatMap((line) =>
    saysAnything.test(line) ? lineStatements(withoutOtherWork(line), title, venues) : [],
  );
}

/** `Keywords: LLM, Sensors`: what a paper is about may be called like a journal. */
const ofTopics = /^[\s,.;|-]{0,9}(?:keywords?|tags?|topics?|关键词|キーワード|키워드)\s?[:：]/i;

/** `Venue: TideNLP 2026`: the name of the field is no part of what it says. */
const fieldName =
  /^[\s,.;-]{0,9}(?:venue|conference|journal|publication|published(?: in| at)?)(?:\(s\))?\s?[:：]\s*(?=\S)/i;

function lineStatements(
  written: string,
  title: FoundTitle,
  venues: VenueRegistry,
): readonly VenueStatement[] {
  if (ofTopics.test(written)) return [];
  const line = written.replace(fieldName, "");
  if (startsProse(line)) return [];
  if (!digitOrPage.test(line)) {
    const named = readVenue(line, venues);
    if (named) return [named];
    const mentions = mentionsIn(line, venues);
    const proceedings = mentions.length > 0 ? undefined : inProceedings.exec(line)?.[1];
    return proceedings === undefined ? mentions.map((each) => statedBy(each)) : [stated(proceedings, null)];
  }
  const society = societyAlone(line);
  if (society) return [society];
  const coded = underlinedPlace(line, venues) ?? readDashedPlace(line, venues);
  if (coded) return [coded];
  const printed = printedPlace(line, venues);
  if (printed) return [printed];
  const place = inPlace.exec(line)?.[1]?.replace(/(?<![\s.])[\s.]+$/, "");
  const cited = splitCitation(line, venues)?.place;
  const aside = /^\s*[(（]([^()（）]*)[)）](?:\s?[(（][^()（）]{1,80}[)）])?[\s.,;:]*$/.exec(line)?.[1];
  const inner = cited ?? place ?? aside ?? placeApart(line, venues) ?? line;
  const unknown = unknownPlace(inner, venues);
  const isBehindComma = /,\s?\d{4}$/.test(inner);
  const isPerson = inner === aside && unknown?.venue != null && namesNoVenue(unknown.venue, isBehindComma);
  const whole =
    readVenue(line, venues) ??
    workshopOf(line, venues) ??
    (title.kind === "quoted" ? readCitedPlace(line, venues) : null) ??
    readContainer(inner, venues) ??
    (isPerson ? stated(null, unknown.year) : unknown) ??
    (inner === line ? null : readYearFirst(inner, venues)) ??
    shortPlace(line) ??
    leadingPlace(line);
  if (whole && (whole.venue !== null || findVenues(line, venues).length === 0)) return [whole];
  const journal = /^(\p{Lu}.{3,120}?)[-–—,\s]{1,3}((?:19|20)\d{2})$/u.exec(inner);
  if (journal?.[1] && inner !== line && ofPublications.test(journal[1]))
    return [stated(journal[1], Number(journal[2]))];
  // `(2024), JSS, Bee, Ann, et al.`
  const [, dated = "", container = "", people = ""] =
    /^\s?\(((?:19|20)\d{2})\)\s?,\s?([^,\s][^,]{1,40}),(.+)$/u.exec(line) ?? [];
  const arePeople = looksLikeAuthors(people, 1) || readNameList(people)?.isCertain === true;
  if (arePeople && !readVenue(container, venues)?.venue) {
    const short = /^\p{Lu}[\p{L}&-]{1,14}['’]\d{2}$/u.test(container) ? readUnknownVenue(container) : null;
    if (short) return [short];
    if (namesContainer(container) || /^(?:IEEE|ACM) \p{Lu}{3,8}$/u.test(container))
      return [stated(container, Number(dated))];
  }
  const mentions = mentionsIn(line, venues);
  const placed = title.kind === "quoted" || title.kind === "bold" ? unknownVenue(line, venues) : null;
  if (placed && !mentions.some((mention) => mention.year !== null)) return [placed];
  if (mentions.length > 0) {
    const year = firstYear(line);
    return mentions.map((mention) => statedBy(mention, year));
  }
  const proceedings = inProceedings.exec(line)?.[1];
  if (proceedings !== undefined) return [stated(proceedings, firstYear(line))];
  const alone = readPlaceLine(line, venues);
  if (alone) return [alone];
  const loose = title.kind === "text" ? null : readContainer(line, venues, true);
  if (loose?.year) return [loose];
  const short = shortYear(line);
  if (short) return [short];
  const match = /(?:^|[\s,.([;：])((?:19|20)\d{2})(?=[\s,.)\];:\-/年년]|$)/.exec(line);
  const year = asYear(match?.[1] ?? "");
  const early = wordCount(line) <= 60 || wordCount(line.slice(0, match?.index)) <= 20;
  return year && early && !isOfOthers(line, match?.index ?? 0) ? [stated(null, year)] : [];
}

/** `(Bee et al. 2000)`, `follow-up to Bee's 1984 study`, `an attempt in 2010 to show`: a year within a sentence, of something else. */
function isOfOthers(line: string, at: number): boolean {
  const before = line.slice(0, at + 1);
  const after = line.slice(at).replace(/^\D?\d{4}/, "");
  if (wordCount(before) < 2) return false;
  if (/\([^()]{0,60}\bet al\.?,? ?$/.test(before)) return wordCount(before) >= 12;
  return (
    /\p{Ll}['’]s $|\p{Ll} (?:in|of|from|since) $/u.test(before) &&
    /^ \p{Ll}/u.test(after) &&
    !/\b(?:published|accepted|appeared|presented|released|written|updated|posted|dated) (?:in|of|from) $/i.test(
      before,
    )
  );
}

/** The venues that running text says a paper was published at: with a year, or apart from other words. */
function mentionsIn(line: string, venues: VenueRegistry): readonly VenueMention[] {
  return findVenues(line, venues).filter(
    ({ from, to, year }) =>
      !/\b(?:rejected|submitted|under review)\s+(?:by|from|to|at)\s*$/i.test(line.slice(0, from)) &&
      (year !== null || isSeparate(line, from, to) || startsDatedLine(line, from)),
  );
}

const ofOtherWork =
  /\b(?:their|his|her|another|an (?:earlier|previous|related)|a (?:previous|related)) (\p{L}{2,20} ?['’]?\d{2,4}) (?:[Pp]aper|[Ww]ork|[Aa]rticle)\b/u;

/** A line without where another paper of theirs was published: `report for their ICCV 2023 paper`. */
function withoutOtherWork(line: string): string {
  const [whole = "", place = ""] = ofOtherWork.exec(line) ?? [];
  return place === "" ? line : line.replace(whole, whole.replace(place, ""));
}

/** What looks like an unknown venue; `Ann Bee and Dee, C., 2019` ends with an initial. */
function unknownPlace(text: string, venues: VenueRegistry): VenueStatement | null {
  const read = readUnknownVenue(text);
  const [person = "", ...rest] = read?.venue?.split(". ") ?? [];
  // `Ann Bee. SAIL 2017`
  const place = rest.join(". ");
  if (read && place !== "" && looksLikeName(person))
    return stated(venues.find(place)?.name ?? place, read.year);
  return read?.venue?.length === 1 ? stated(null, read.year) : read;
}

/** `24_TIDES_`, `23_`: a year and perhaps a place, before a title. */
function underlinedPlace(line: string, venues: VenueRegistry): VenueStatement | null {
  const [, digits = "", name = ""] = /^[\s-]*((?:19|20)?\d{2})_(?:([^_]{2,32})_)?$/.exec(line) ?? [];
  const year = asYear(digits) ?? asShortYear(digits);
  return year === null ? null : statedAs(venues.find(name), name || null, year);
}

/**
 * `, Harbour Inform. 2023 Nov 4;147:1045`, `Bee, K. Tidal Eng. 2021, 9, 22`: as libraries of medicine and some publishers
 * print references, with the volume after the year.
 */
const dateAndVolume =
  /\s((?:19|20)\d{2})(?:(?: \p{Lu}\p{Ll}{2})?(?: \d{1,2})?;\s?\d|, \d{1,4}(?: ?\(\d{1,3}\))?, [eL]?\d)/u;
/** The capitalised words at the end of a text: the name of a journal, perhaps abbreviated. */
const nameAtEnd =
  /(?:^|[,.]\s{1,2})((?:\p{Lu}\p{L}{2,20}|J)(?:\.? (?:\p{Lu}\p{L}{1,20}|of|in|and|&)){0,6})\.?$/u;

/** Characters before a year, among which a name is. */
const maxNameLength = 100;

function printedPlace(line: string, venues: VenueRegistry): VenueStatement | null {
  const found = dateAndVolume.exec(line);
  if (found === null) return null;
  const before = line.slice(Math.max(0, found.index - maxNameLength), found.index);
  const name = nameAtEnd.exec(before)?.[1] ?? "";
  if (name === "" || noVenue.test(name) || readNameList(name)?.isCertain) return null;
  const known = venues.find(name) ?? findVenues(name, venues)[0]?.venue;
  return statedAs(known, name, Number(found[1]));
}

/** `(CHEOPS 22)`: a name in capital letters and a year of two digits, in parentheses. */
function shortPlace(line: string): VenueStatement | null {
  const [, name = "", year = ""] = /^\s?[(（](\p{Lu}{3,12}) ['’]?(\d{2})[)）][\s.,]*$/u.exec(line) ?? [];
  const full = name === "" ? null : asShortYear(year);
  return full === null ? null : stated(name, full);
}

/** `Bee A, Dee C. '16.`, `Bee A. WAVES '15`: people, perhaps a name in capital letters, and a year of two digits. */
function shortYear(line: string): VenueStatement | null {
  const end = /\s['’](\d{2})[\s.,]{0,5}$/u.exec(line);
  const year = end === null ? null : asShortYear(end[1] ?? "");
  if (end === null || year === null) return null;
  const before = line.slice(0, end.index).trimEnd();
  const place = /(?:^|[.,]\s)((?:\p{Lu}{2,10}[\s&-]?){1,3})$/u.exec(before)?.[1]?.trim();
  return stated(place ?? null, year);
}

/** `RoboSoft 2024, `: a place before a title, which has two capital letters. */
function leadingPlace(line: string): VenueStatement | null {
  const place = /^\p{Lu}[^,]{3,80}(?=,\s?$)/u.exec(line)?.[0] ?? "";
  return /\p{Lu}.*\p{Lu}/u.test(place) ? readUnknownVenue(place) : null;
}

/** `ICLR Workshop on Small Models 2024`, `Small Models Workshop @ ICLR 2024`: a workshop of a conference. */
export function workshopOf(line: string, venues: VenueRegistry): VenueStatement | null {
  const year = /\bworkshops?\b/i.test(line) && wordCount(line) <= 20 ? firstYear(line) : null;
  if (!year) return null;
  const mention = findVenues(line, venues).find(
    ({ venue }) => venue.kind === "conference" || venue.kind === "workshop",
  );
  return mention ? stated(workshopName(mention.venue, venues), year) : null;
}

/** `Eurographics State-of-the-Art Report 2022`: a short line with a year that begins with a venue. */
function startsDatedLine(line: string, from: number): boolean {
  return line.slice(0, from).trim() === "" && wordCount(line) <= 8 && firstYear(line) !== null;
}

/** `In Proceedings of the 12th ACM`, `Proceedings of the thirteenth International`: before the name of a conference. */
const ofProceedings =
  /\bproc(?:eedings|\.) of (?:the )?(?:\S{1,12}(?:st|nd|rd|th) |(?:19|20)\d{2} )?(?:(?:annual|international|ieee|acm|ieee\/cvf) ){0,3}$/i;

/** `In Proceedings of TIDEC, pages 73–78`: the short name of a conference. */
const inProceedings = /\b[Ii]n (?:the )?[Pp]roceedings? of (?:the )?(\p{Lu}{3,10})(?=[,.]|$)/u;

/** ` from University of the Sea on `: then comes where it was published. */
const afterInstitution = / from (?:the )?\p{Lu}[^;:]{3,120} on $/u;

function isSeparate(line: string, from: number, to: number): boolean {
  const before = line.slice(0, from);
  const after = line.slice(to);
  return (
    (/(?:^|[,.;:：(|–—-]|\b(?:in|at|by|to|(?:proc(?:eedings?|\.)?|journal|conference|transactions) of))[\s"'*]*$/i.test(
      before,
    ) ||
      ofProceedings.test(before) ||
      afterInstitution.test(before.slice(-140))) &&
    !/\b(?:Trans|J|Int|Conf|Symp)\.\s*$/.test(before) &&
    /^\s*(?:$|[,.;:)(|–—-])/.test(after)
  );
}

/** `", Book Chapter: Low-Power Computer Vision, 2021.`: the text between a title and a year, as written. */
function unknownVenue(line: string, venues: VenueRegistry): VenueStatement | null {
  const match = /^[\s,.;:\-–—(]*(?![\s,.;:\-–—(])([^,.([\]]{2,80}?)[\s,.]+\(?((?:19|20)\d{2})\b/u.exec(line);
  const label = /^(?:intro|publisher|venue|publication|published in|journal|conference|source): +/i.exec(
    match?.[1]?.trim() ?? "",
  )?.[0];
  const name = match?.[1]?.trim().slice(label?.length ?? 0);
  if (/^intro/i.test(label ?? "") && wordCount(name ?? "") > 2) return null;
  if (!match?.[2] || !name || noVenue.test(name) || !/\p{Lu}/u.test(name) || wordCount(name) > 9) return null;
  if (
    looksLikeAuthors(name) ||
    readNameList(name)?.isCertain ||
    readVenue(name, venues)?.year ||
    kindOfLabel(name)
  )
    return null;
  if (namesNoVenue(name)) return stated(null, Number(match[2]));
  const known = readVenue(name, venues);
  if (!known && findVenues(name, venues).length > 0 && wordCount(name) <= 3) return null;
  const isMonth =
    /^(?:\d{1,2}\s*)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*\d{0,2}$/i.test(name);
  const preprint = known?.preprint ?? false;
  return stated(known?.venue ?? (isMonth ? null : name), Number(match[2]), { preprint });
}
