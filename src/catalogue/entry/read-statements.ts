import type { VenueRegistry } from "../venues.js";
import { badgeStatement } from "./badge-statement.js";
import { asYear, findVenues, workshopName } from "./find-venues.js";
import { type FlatText, readable } from "./flat-text.js";
import { kindOfLabel } from "./link-kind.js";
import { firstYear, readUnknownVenue, readVenue, type VenueStatement } from "./read-venue.js";
import type { Mark } from "./scan-marks.js";
import type { FoundTitle } from "./title-search.js";
import { looksLikeAuthors, withoutEmoji, wordCount } from "./words.js";

/** The venues and years that an entry states outside its title, in reading order. */
export function readStatements(
  flat: FlatText,
  marks: readonly Mark[],
  title: FoundTitle,
  venues: VenueRegistry,
): readonly VenueStatement[] {
  const statements: VenueStatement[] = [];
  const add = (statement: VenueStatement | null) => {
    if (statement) statements.push(statement);
  };
  const readMark = (mark: Mark) => add(markStatement(mark, flat, title, venues));
  const outside = (from: number, to: number) => {
    let at = from;
    for (const mark of marks) {
      if (mark.from < from || mark.to > to) continue;
      statements.push(...textStatements(flat.text.slice(at, mark.from), title, venues));
      readMark(mark);
      at = mark.to;
    }
    statements.push(...textStatements(flat.text.slice(at, to), title, venues));
  };
  outside(0, title.from);
  outside(title.to, flat.text.length);
  if (title.kind === "link") statements.push(...insideLink(flat, title, venues));
  return withMethodNamesLast(statements, marks, title, venues);
}

/** `[FPT] Feature Pyramid Transformer (CVPR)`: brackets before a title may hold a method with the name of a venue. */
function withMethodNamesLast(
  statements: readonly VenueStatement[],
  marks: readonly Mark[],
  title: FoundTitle,
  venues: VenueRegistry,
): readonly VenueStatement[] {
  const lead = marks.find((mark) => mark.kind === "group" && mark.to <= title.from);
  const name = lead ? readVenue(lead.text, venues)?.venue : null;
  if (!name) return statements;
  const isName = ({ venue, year }: VenueStatement) => venue === name && year === null;
  return [...statements.filter((each) => !isName(each)), ...statements.filter(isName)];
}

/** `[Title (CVPR 2020)](…)`, `[[arXiv 2024] Title](…)`: statements in the link, around the title. */
function insideLink(flat: FlatText, title: FoundTitle, venues: VenueRegistry): readonly VenueStatement[] {
  const whole = readable(flat, title.from, title.to);
  const at = whole.indexOf(title.title);
  if (at === -1) return [];
  const before = whole.slice(0, at).replace(/\d{4}-$/, "");
  return [before, whole.slice(at + title.title.length)].flatMap((part) =>
    textStatements(part.replace(/[[\]【】]/g, " "), title, venues),
  );
}

function markStatement(
  mark: Mark,
  flat: FlatText,
  title: FoundTitle,
  venues: VenueRegistry,
): VenueStatement | null {
  if (mark.kind === "link") return null;
  if (mark.kind === "image" || mark.links.some((link) => link.picture !== null))
    return badgeStatement(mark, flat, venues);
  if (mark.links.some((link) => link.bare)) return null;
  const text = withoutEmoji(mark.text)
    .replace(/[[\]【】()]/g, " ")
    .trim();
  if ((isArxivLabel(mark, text) && mark.from >= title.to) || /\breject/i.test(text)) return null;
  const read = readVenue(text, venues, true) ?? readUnknownVenue(text);
  const isWorkshop = venues.find(read?.venue ?? "")?.kind === "workshop";
  const statement = isWorkshop ? read : (workshopOf(text, venues) ?? read);
  if (statement || mark.kind === "group") return statement;
  if (mark.to <= title.from && isLeadingVenue(mark, text, title)) {
    return { venue: text, preprint: false, year: null, notes: [] };
  }
  for (const link of mark.links) {
    const own = readVenue(link.text.replace(/[[\]]/g, ""), venues, true);
    if (own?.venue && !own.preprint) return own;
  }
  return null;
}

/** `[[COOL CHIPS](…)] A Novel Accelerator`: a label before a title names a venue if it does not name a kind of link. */
function isLeadingVenue(mark: Mark, text: string, title: FoundTitle): boolean {
  const bracketed = mark.to - mark.from > 1;
  const named = /^\p{Lu}.*\p{Lu}/u.test(text) || wordCount(text) >= 2;
  return bracketed && named && /^\p{Lu}/u.test(text) && !kindOfLabel(text) && !title.title.includes(text);
}

/** `[arxiv](…)` after a title is the label of a link; before a title it is a venue. */
function isArxivLabel(mark: Mark, text: string): boolean {
  return mark.kind === "label" && /^ar?xiv$/i.test(text);
}

/** Venue and year in running text: `, ECCV, 2024. `, ` - CVPR 2024 (Oral)`, `(accepted by TPAMI 2022)`, `19 Jun 2020`. */
function textStatements(text: string, title: FoundTitle, venues: VenueRegistry): readonly VenueStatement[] {
  const plain = text.replace(/[\uE100-\uF8FF]/g, " ");
  if (!/\p{L}|\d/u.test(plain)) return [];
  return plain.split(/[\n\v]|\s[|·•]\s/).flatMap((line) => lineStatements(line, title, venues));
}

function lineStatements(line: string, title: FoundTitle, venues: VenueRegistry): readonly VenueStatement[] {
  const inner = /^\s*[(（]([^()]*)[)）][\s.,;:]*$/.exec(line)?.[1] ?? line;
  const whole = readVenue(line, venues) ?? workshopOf(line, venues) ?? readUnknownVenue(inner);
  if (whole) return [whole];
  const mentions = findVenues(line, venues).filter(
    (mention) =>
      !/\b(?:rejected|submitted|under review)\s+(?:by|from|to|at)\s*$/i.test(line.slice(0, mention.from)),
  );
  const stated = mentions.filter(
    (mention) =>
      mention.year !== null ||
      isSeparate(line, mention.from, mention.to) ||
      startsDatedLine(line, mention.from),
  );
  const unknown = title.kind === "quoted" || title.kind === "bold" ? unknownVenue(line, venues) : null;
  if (unknown && !stated.some((mention) => mention.year !== null)) return [unknown];
  if (stated.length > 0) {
    const year = firstYear(line);
    return stated.map(({ venue, name, year: own }) => ({
      venue: name,
      preprint: venue.kind === "preprint",
      year: own ?? year,
      notes: [],
    }));
  }
  const match = /(?:^|[\s,.([;])((?:19|20)\d{2})(?=[\s,.)\];:\-/]|$)/.exec(line);
  const year = asYear(match?.[1] ?? "");
  const early = wordCount(line) <= 60 || wordCount(line.slice(0, match?.index)) <= 20;
  return year && early ? [{ venue: null, preprint: false, year, notes: [] }] : [];
}

/** `ICLR Workshop on Small Models 2024`, `Small Models Workshop @ ICLR 2024`: a workshop of a conference. */
function workshopOf(line: string, venues: VenueRegistry): VenueStatement | null {
  const year = /\bworkshop\b/i.test(line) && wordCount(line) <= 20 ? firstYear(line) : null;
  if (!year) return null;
  const mention = findVenues(line, venues).find(
    ({ venue }) => venue.kind === "conference" || venue.kind === "workshop",
  );
  if (!mention) return null;
  return { venue: workshopName(mention.venue, venues), preprint: false, year, notes: [] };
}

/** `Eurographics State-of-the-Art Report 2022`: a short line with a year that begins with a venue. */
function startsDatedLine(line: string, from: number): boolean {
  return line.slice(0, from).trim() === "" && wordCount(line) <= 8 && firstYear(line) !== null;
}

function isSeparate(line: string, from: number, to: number): boolean {
  const before = line.slice(0, from);
  const after = line.slice(to);
  return (
    /(?:^|[,.;:(|–—-]|\b(?:in|at|by|to|of))\s*["'*]*$/i.test(before) && /^\s*(?:$|[,.;:)(|–—-])/.test(after)
  );
}

/** `", Book Chapter: Low-Power Computer Vision, 2021.`: the text between a title and a year, as written. */
function unknownVenue(line: string, venues: VenueRegistry): VenueStatement | null {
  const match = /^[\s,.;:\-–—(]*([^,.([\]]{2,80}?)[\s,.]+\(?((?:19|20)\d{2})\b/u.exec(line);
  const name = match?.[1]?.trim();
  if (!match?.[2] || !name || !/\p{Lu}/u.test(name) || wordCount(name) > 9) return null;
  if (looksLikeAuthors(name) || readVenue(name, venues)?.year || kindOfLabel(name)) return null;
  const known = readVenue(name, venues);
  if (!known && findVenues(name, venues).length > 0 && wordCount(name) <= 3) return null;
  return {
    venue: known?.venue ?? (isMonth(name) ? null : name),
    preprint: known?.preprint ?? false,
    year: Number(match[2]),
    notes: [],
  };
}

function isMonth(text: string): boolean {
  return /^(?:\d{1,2}\s*)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*\d{0,2}$/i.test(
    text.trim(),
  );
}
