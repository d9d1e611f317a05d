import { safeDecode } from "../safe-decode.js";
import type { VenueRegistry } from "../venues.js";
import { readContainer, readShortCitation } from "./citation.js";
import { nameOfPlace, readCitedPlace } from "./cited-place.js";
import { withoutEmoji } from "./emoji.js";
import { asShortYear, asYear, findVenues, workshopName } from "./find-venues.js";
import { kindOfLabel, leadsToPaper } from "./link-kind.js";
import { type FoundTitle, type Mark, type MarkedText, objectsIn, readable } from "./marked-text.js";
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
  readCodedPlace,
  readCodeVenue,
  readUnknownVenue,
  readVenue,
  readVenueLabel,
  readYearFirst,
  societyAlone,
  stated,
  statedBy,
  type VenueStatement,
} from "./read-venue.js";
import { typedReferenceOf } from "./typed-reference.js";
import { looksLikeAuthors, looksLikeName, wordCount } from "./words.js";

/** The venues and years that an entry states outside its title, in reading order. */
export function readStatements(marked: MarkedText, title: FoundTitle): readonly VenueStatement[] {
  const { text, marks, venues } = marked;
  const typed = typedReferenceOf(marked, title);
  if (typed?.place) return [typed.place];
  const outside = (from: number, to: number): readonly VenueStatement[] => {
    let at = from;
    const inside = marks.filter((mark) => mark.from >= from && mark.to <= to);
    const found = inside.flatMap((mark) => {
      const before = textStatements(text.slice(at, mark.from), title, venues);
      at = mark.to;
      const own = markStatement(marked, mark, title);
      return own ? [...before, own] : before;
    });
    return [...found, ...textStatements(text.slice(at, to), title, venues)];
  };
  const code = /^c+/.exec(marked.style.slice(0, title.from))?.[0].length ?? 0;
  const coded = code === 0 ? null : readCodedPlace(text.slice(0, code));
  const isKnown = coded?.venue != null && venues.find(coded.venue) !== null;
  const statements = [
    ...(coded && !isKnown ? [coded] : []),
    ...outside(0, title.from).map((statement) => withoutAuthor(statement, text)),
    ...outside(title.to, text.length),
    ...(title.kind === "link" ? insideLink(marked, title) : []),
    ...codeStatements(marked, title),
  ];
  // `[FPT] Feature Pyramid Transformer (CVPR)`: brackets before a title may hold a method with the name of a venue.
  const lead = marks.find((mark) => mark.kind === "group" && mark.to <= title.from);
  const name = lead ? readVenue(lead.text, venues)?.venue : null;
  const isName = ({ venue, year }: VenueStatement) => venue === name && year === null;
  return name ? statements.toSorted((a, b) => Number(isName(a)) - Number(isName(b))) : statements;
}

/** `Ann Bee. 2007. [Waves](…)`: the one author that an entry begins with is no venue. */
function withoutAuthor(statement: VenueStatement, text: string): VenueStatement {
  const { venue } = statement;
  if (venue === null || !text.startsWith(venue) || !/^[.,]?\s/.test(text.slice(venue.length)))
    return statement;
  return /^\p{Lu}\p{Ll}/u.test(venue) && looksLikeName(venue) ? { ...statement, venue: null } : statement;
}

/** `[Title (CVPR 2020)](…)`, `[[arXiv 2024] Title](…)`: statements in the link, around the title. */
function insideLink(marked: MarkedText, title: FoundTitle): readonly VenueStatement[] {
  const whole = readable(marked, title.from, title.to);
  const at = whole.indexOf(title.title);
  if (at === -1) return [];
  const before = whole.slice(0, at).replace(/\d{4}-$/, "");
  // `Ed H. Chi. "Slow Waves"`: people may be called like venues.
  const people = before.replace(/[ .,:;"“(]{1,5}(?:(?:19|20)\d{2}[ .,)]{0,4})?$/, "");
  const parts = readNameList(people)?.isCertain ? [before.slice(people.length)] : [before];
  // `[Bee, Ann. "Slow waves." Proceedings of …](…)`
  const own: FoundTitle = /["“]\s*$/.test(before) ? { ...title, kind: "quoted" } : title;
  return [...parts, whole.slice(at + title.title.length)].flatMap((part) =>
    textStatements(part.replace(/[[\]【】]/g, " "), own, marked.venues),
  );
}

/** The venue in the code right after a title, where the text would not say it: `FCS 26`. */
function codeStatements({ text, style, venues }: MarkedText, title: FoundTitle): readonly VenueStatement[] {
  const code = /^[\s.*]*(?=\S)/.exec(text.slice(title.to))?.[0].length ?? 0;
  const from = title.to + code;
  const to = from + (/^c+/.exec(style.slice(from))?.[0].length ?? 0);
  if (to === from) return [];
  // Several in a row are tags.
  const words = /^[\s,]*c/.test(style.slice(to).replace(/-/g, (_, at: number) => text[to + at] ?? "-"))
    ? ""
    : text.slice(from, to);
  const venue = words === "" ? null : readCodeVenue(words, venues);
  return venue === null ? [] : [venue];
}

function markStatement(marked: MarkedText, mark: Mark, title: FoundTitle): VenueStatement | null {
  const { venues } = marked;
  if (mark.kind === "link" && mark.from < title.to) return null;
  if (mark.kind === "link")
    return (
      citationStatement(mark.text, venues) ??
      barredVenue(marked, mark, title) ??
      bracketedVenue(mark, title) ??
      (title.kind === "bold" ? linkedPlace(mark, venues) : null)
    );
  if (mark.kind === "image" || mark.links.some((link) => link.picture !== null))
    return badgeStatement(marked, mark);
  if (mark.links.some((link) => link.bare)) return null;
  const text = withoutEmoji(mark.text)
    .replace(/[[\]【】()]/g, " ")
    .trim();
  // `[arxiv](…)` after a title is the label of a link; before a title it is a venue.
  const isArxivLabel = mark.kind === "label" && /^ar?xiv$/i.test(text);
  if ((isArxivLabel && mark.from >= title.to) || /\breject/i.test(text)) return null;
  const known = readVenue(text, venues);
  const read =
    societyAlone(text) ??
    // `ACM-Symposium'2015`
    (known?.venue === null && /^\p{Lu}{3,6}-/u.test(text) ? (readUnknownVenue(text) ?? known) : known) ??
    readContainer(text, venues) ??
    readVenueLabel(text, venues) ??
    shortCitation(mark.text) ??
    readUnknownVenue(text) ??
    (mark.to <= title.from ? readYearFirst(text, venues) : null) ??
    citationStatement(text, venues);
  const isWorkshop = venues.find(read?.venue ?? "")?.kind === "workshop";
  const statement = isWorkshop ? read : (workshopOf(text, venues) ?? read);
  if (statement || mark.kind === "group") return statement;
  if (mark.to <= title.from && isLeadingVenue(mark, text, title)) return stated(text, null);
  for (const link of mark.links) {
    const own = readVenueLabel(link.text.replace(/[[\]]/g, ""), venues);
    if (own?.venue && !own.preprint) return own;
  }
  return null;
}

/** `Slow Waves | Ann Bee | [Tidal Systems](…)`: a name in the last place leads to the paper and says where it was published. */
function barredVenue({ text, venues }: MarkedText, mark: Mark, title: FoundTitle): VenueStatement | null {
  const name = mark.text.trim().replace(/^(?:in )?(?:proceedings of )?(?:the )?(?:(?:19|20)\d{2} )?/i, "");
  const isBarred = title.kind === "text" && /\s\|\s*$/.test(text.slice(title.to, mark.from));
  const isName = /^\p{Lu}|^\p{Ll}{1,3}\p{Lu}/u.test(name) && wordCount(name) <= 12;
  if (!isBarred || !isName || !mark.links.every(({ url }) => leadsToPaper(url))) return null;
  const [, long = name, short = ""] = /^(.+) \(([^()]+)\)$/.exec(name) ?? [];
  return stated((venues.find(long) ?? venues.find(short))?.name ?? name, null);
}

/** `[Harbours, Design and Selection (2025)](…)`, `[NeurIPS 2023 AI4Sea](…)` below a bold title, which lead to the paper. */
function linkedPlace({ text, links }: Mark, venues: VenueRegistry): VenueStatement | null {
  if (!links.every(({ url }) => leadsToPaper(url))) return null;
  const [, place = "", year = ""] = /^(\p{Lu}[^()[\]]{3,80}) \(((?:19|20)\d{2})\)$/u.exec(text.trim()) ?? [];
  const name = nameOfPlace(place);
  // `TIDES 2023 Rafts` names a venue with its year.
  const inside = /\b(?:19|20)\d{2}\b/.test(name) ? findVenues(name, venues)[0]?.venue : undefined;
  const known = (venues.find(place) ?? venues.find(name) ?? inside)?.name;
  // `TIDE52387.2021.9533439` is what a publisher calls one paper.
  const named = place === "" ? null : stated(known ?? (/\d{5}/.test(name) ? null : name), Number(year));
  return workshopOf(text, venues) ?? named ?? readVenueLabel(text, venues);
}

/** `[Journal of Tides 31.12 (2025)](…)`, `[Marlowe (1972)](…)` after a title. */
function citationStatement(text: string, venues: VenueRegistry): VenueStatement | null {
  return shortCitation(text) ?? readContainer(text, venues, true);
}

function shortCitation(text: string): VenueStatement | null {
  const year = readShortCitation(text)?.year;
  return year ? stated(null, year) : null;
}

/** `Slow Waves of Tides [[Harbour Society Series B](…)]`: a name in brackets leads to the paper. */
function bracketedVenue({ text, links }: Mark, title: FoundTitle): VenueStatement | null {
  const name = /^\[(\p{Lu}[\p{L}&., -]{5,80})\]$/u.exec(text.trim())?.[1] ?? "";
  const isName = name !== "" && title.kind !== "link" && wordCount(name) <= 10 && kindOfLabel(name) === null;
  return isName && links.every(({ url }) => leadsToPaper(url)) ? stated(name, null) : null;
}

/** The statement in a badge's URL: `https://img.shields.io/badge/Conference-ICML'24-blue`, `…/badge/pdf-2025.02-red`. */
function badgeStatement(marked: MarkedText, mark: Mark): VenueStatement | null {
  for (const object of objectsIn(marked, mark.from, mark.to)) {
    const isImage = object.kind === "image";
    const url = isImage ? object.url : object.picture;
    if (url === null) continue;
    const badge = /img\.shields\.io\/(?:static\/v1\?|badge\/)(.+)/.exec(url)?.[1];
    const alt = isImage ? object.alt : object.text;
    const text = `${alt} ${badge ? safeDecode(badge) : ""}`.replace(/[-_=&?]/g, " ");
    const mentions = findVenues(text, marked.venues);
    const mention = mentions.find((each) => each.year !== null) ?? (badge ? mentions[0] : undefined);
    if (mention) return statedBy(mention);
    const year = badge ? /\b(20\d{2})[. ](?:0[1-9]|1[0-2])\b/.exec(text)?.[1] : undefined;
    if (year) return stated(null, Number(year));
  }
  return null;
}

/** `[[COOL CHIPS](…)] A Novel Accelerator`: a label before a title names a venue if it does not name a kind of link. */
function isLeadingVenue(mark: Mark, text: string, title: FoundTitle): boolean {
  const bracketed = mark.to - mark.from > 1;
  const named = /^\p{Lu}.*\p{Lu}/u.test(text) || wordCount(text) >= 2;
  return bracketed && named && /^\p{Lu}/u.test(text) && !kindOfLabel(text) && !title.title.includes(text);
}

const saysAnything = /\p{L}|\d/u;

/** Venue and year in running text: `, ECCV, 2024. `, ` - CVPR 2024 (Oral)`, `(accepted by TPAMI 2022)`, `19 Jun 2020`. */
function textStatements(text: string, title: FoundTitle, venues: VenueRegistry): readonly VenueStatement[] {
  const plain = text.replace(/[\uE100-\uF8FF]/g, " ");
  const lines = saysAnything.test(plain) ? plain.split(/[\n\v]|\s[|·•]\s/) : [];
  return lines.flatMap((line) =>
    saysAnything.test(line) ? lineStatements(withoutOtherWork(line), title, venues) : [],
  );
}

function lineStatements(line: string, title: FoundTitle, venues: VenueRegistry): readonly VenueStatement[] {
  if (startsProse(line)) return [];
  const society = societyAlone(line);
  if (society) return [society];
  const coded = underlinedPlace(line, venues);
  if (coded) return [coded];
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
  const mentions = findVenues(line, venues).filter(
    ({ from, to, year }) =>
      !/\b(?:rejected|submitted|under review)\s+(?:by|from|to|at)\s*$/i.test(line.slice(0, from)) &&
      (year !== null || isSeparate(line, from, to) || startsDatedLine(line, from)),
  );
  const placed = title.kind === "quoted" || title.kind === "bold" ? unknownVenue(line, venues) : null;
  if (placed && !mentions.some((mention) => mention.year !== null)) return [placed];
  if (mentions.length > 0) {
    const year = firstYear(line);
    return mentions.map((mention) => statedBy(mention, year));
  }
  const alone = readPlaceLine(line, venues);
  if (alone) return [alone];
  const loose = title.kind === "text" ? null : readContainer(line, venues, true);
  if (loose?.year) return [loose];
  const short = shortYear(line);
  if (short) return [short];
  const match = /(?:^|[\s,.([;：])((?:19|20)\d{2})(?=[\s,.)\];:\-/年년]|$)/.exec(line);
  const year = asYear(match?.[1] ?? "");
  const early = wordCount(line) <= 60 || wordCount(line.slice(0, match?.index)) <= 20;
  return year && early ? [stated(null, year)] : [];
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
  return year === null ? null : stated(name === "" ? null : (venues.find(name)?.name ?? name), year);
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
function workshopOf(line: string, venues: VenueRegistry): VenueStatement | null {
  const year = /\bworkshop\b/i.test(line) && wordCount(line) <= 20 ? firstYear(line) : null;
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

function isSeparate(line: string, from: number, to: number): boolean {
  const before = line.slice(0, from);
  const after = line.slice(to);
  return (
    (/(?:^|[,.;:：(|–—-]|\b(?:in|at|by|to|(?:proc(?:eedings|\.)?|journal|conference|transactions) of))[\s"'*]*$/i.test(
      before,
    ) ||
      ofProceedings.test(before)) &&
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
