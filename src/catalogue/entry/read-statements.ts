import { matchesOf } from "../matches-of.js";
import { emphasisedPlace } from "./emphasised-place.js";
import { asYear } from "./find-venues.js";
import { markStatement } from "./mark-statements.js";
import { type FoundTitle, type MarkedText, readable } from "./marked-text.js";
import { readNameList } from "./name-list.js";
import {
  ofFields,
  readCodedPlace,
  readCodeVenue,
  readVenue,
  stated,
  type VenueStatement,
} from "./read-venue.js";
import { textStatements } from "./text-statements.js";
import { typedReferenceOf } from "./typed-reference.js";
import { looksLikeName } from "./words.js";

/** The venues and years that an entry states outside its title, in reading order. */
export function readStatements(marked: MarkedText, title: FoundTitle): readonly VenueStatement[] {
  const { marks, venues } = marked;
  const fields = namedFields(marked);
  const text = fields.reduce((rest, { end }) => `${rest.slice(0, end)}\n${rest.slice(end + 1)}`, marked.text);
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
  const isCoded = title.from > 0 && marked.style.startsWith("c");
  const code = isCoded ? (/^c+/.exec(marked.style.slice(0, title.from))?.[0].length ?? 0) : 0;
  const coded = code === 0 ? null : readCodedPlace(text.slice(0, code));
  const isKnown = coded?.venue != null && venues.find(coded.venue) !== null;
  const statements = [
    ...(coded && !isKnown ? [coded] : []),
    ...(title.from === 0 ? [] : outside(0, title.from).map((statement) => withoutAuthor(statement, text))),
    ...outside(title.to, text.length),
    ...(title.kind === "link" ? insideLink(marked, title) : []),
    ...codeStatements(marked, title),
    ...fields.map(({ statement }) => statement),
  ];
  if (!statements.some(({ venue, preprint }) => venue !== null && !preprint)) {
    const emphasised = emphasisedPlace(marked, title.to);
    if (emphasised) statements.push(emphasised);
  }
  // `[FPT] Feature Pyramid Transformer (CVPR)`: brackets before a title may hold a method with the name of a venue.
  const lead = marks.find((mark) => mark.kind === "group" && mark.to <= title.from);
  const name = lead ? readVenue(lead.text, venues)?.venue : null;
  const isName = ({ venue, year }: VenueStatement) => venue === name && year === null;
  return name ? statements.toSorted((a, b) => Number(isName(a)) - Number(isName(b))) : statements;
}

interface NamedField {
  /** The offset after the name. */
  readonly end: number;
  readonly statement: VenueStatement;
}

/**
 * ``\`Tidely\` \`2021\```: a name in code that is not by its form one of a publication is a note, and no place because a
 * year follows.
 */
function namedFields({ text, style }: MarkedText): readonly NamedField[] {
  if (!style.includes("c")) return [];
  const fields = matchesOf(style, /c+/g).map(({ index, 0: code }) => ({
    from: index,
    to: index + code.length,
  }));
  return fields.flatMap(({ from, to }, position) => {
    const next = fields[position + 1];
    const year = next?.from === to + 1 ? asYear(text.slice(next.from, next.to)) : null;
    const name = text.slice(from, to).trim();
    if (year === null || !/^\p{Lu}/u.test(name) || /\p{Lu}{2}/u.test(name) || ofFields.test(name)) return [];
    return [{ end: to, statement: stated(null, year, { notes: [name] }) }];
  });
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
  if (!style.includes("c", title.to)) return [];
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
