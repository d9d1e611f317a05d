import type { VenueRegistry } from "../venues.js";
import { looksLikeInstitution } from "./after-authors.js";
import { withoutEmoji } from "./emoji.js";
import { type FoundTitle, type MarkedText, markFrom, readable } from "./marked-text.js";
import { readNameList } from "./name-list.js";
import { namesIn, splitAtStop, splitCitation } from "./names-in.js";
import { ofPublications } from "./place-apart.js";
import { namesContainer, namesSociety, readUnknownVenue, readVenue } from "./read-venue.js";
import { typedReferenceOf } from "./typed-reference.js";
import { looksLikeAuthors, looksLikeName, looksLikeSurname } from "./words.js";

/** The names before the title of a reference; else a line or an italic passage of names after it. */
export function readAuthors(marked: MarkedText, title: FoundTitle): string | null {
  const typed = typedReferenceOf(marked, title);
  if (typed) return typed.authors;
  return authorsBefore(marked, title) ?? authorsBeside(marked, title);
}

function authorsBefore(marked: MarkedText, title: FoundTitle): string | null {
  const whole = readable(marked, afterLabel(marked), title.to);
  const at = whole.indexOf(title.title);
  // Most entries begin with their title.
  if (at <= 0) return null;
  const before = withoutEmoji(whole.slice(0, at))
    .replace(/^[\s\d[\]().*#-]+/, "")
    .replace(/(?<![\s.,:;(])[\s.,:;(]*(?:19|20)\d{2}[a-z]?[)\s.,:;"“«]*$/, "")
    .replace(/(?<![\s,:;("“”«])[\s,:;("“”«]+$/, "")
    .replace(/(?<!(?:^|[\s.-])\p{Lu}|\bal)\.$/u, "");
  // `Name: Jane Doe, John Roe. "Title"`
  for (const names of new Set([before, before.replace(/^[^:：,]{1,40}[:：]\s*/, "")])) {
    const list = readNameList(names);
    // `SayPlan: "Title"`, `VocGAN: [Title](…)`: a name before a colon is that of the work.
    const isPeople = list?.isCertain || (title.kind !== "text" && !/[:：]\s*$/.test(names));
    if (list && isPeople) return names;
  }
  return null;
}

function authorsBeside(marked: MarkedText, title: FoundTitle): string | null {
  const field = authorsField.exec(marked.text.slice(title.to))?.[1]?.trim() ?? "";
  if (field !== "" && readNameList(field) !== null) return field;
  const label = markFrom(marked, title.to, "label");
  return authorsAfter(marked, title, label?.from) ?? (label === undefined ? null : byline(marked, label.to));
}

/** The end of the label that an entry begins with: `[PDF](…) Bee, Ann. "Slow Waves"`. */
function afterLabel({ text, marks }: MarkedText): number {
  const first = marks.find(({ links }) => links.length > 0);
  const isFirst = first?.kind === "label" && !/\p{L}/u.test(text.slice(0, first.from));
  return isFirst ? first.to : 0;
}

/** A line below the links with names of people, and perhaps where the paper was published. */
function byline({ text, marks, venues }: MarkedText, from: number): string | null {
  if (!text.includes("\n", from)) return null;
  let at = from;
  for (const line of text.slice(from).split("\n").slice(1)) {
    at = text.indexOf(line, at);
    if (marks.some((mark) => mark.from >= at && mark.to <= at + line.length)) continue;
    const names = namesIn(line, venues);
    if (names !== null) return names;
  }
  return null;
}

/** `ICML'23, Bee, Ann, et al.`, `JSS, Bee, Ann, et al.`: the names that follow a venue and a comma. */
function afterVenue(text: string, venues: VenueRegistry): string {
  const [, first = "", rest = ""] = /^([^,]{2,40}),\s*(.+)$/su.exec(text) ?? [];
  const isVenue = readVenue(first, venues) ?? readUnknownVenue(first) ?? namesContainer(first);
  return isVenue && !/^\p{Lu}\p{Ll}+$/u.test(first) && looksLikeAuthors(rest) ? rest : text;
}

/** `Author(s): Ann Bee, Cy Dee`: a line of its own that says whose names follow. */
const authorsField = /[\n\v]\s{0,4}authors?(?:\(s\))?\s?[:：]([^\n\v]{3,2000})/iu;

/** A letter, or a link. */
const mayName = /[\p{L}\uE100-\uF8FF]/u;

/** Names between a title and the first label. */
function authorsAfter(marked: MarkedText, title: FoundTitle, end: number | undefined): string | null {
  const after = marked.text.slice(title.to, end);
  if (!mayName.test(after)) return null;
  for (const line of after.split(/[\n\v]|\s[-–—]\s|\s\|\s|(?<!\b\p{Lu})\.\s(?=\S+\s\d{4})/u)) {
    if (!mayName.test(line)) continue;
    const names = readable({ ...marked, text: line })
      .replace(
        /^[\s,.;:(>|–—-]*(?:(?:19|20)\d{2}\)[\s,.;:–—-]*)?(?:(?:by|authors?|作者|저자|著者)(?![\p{Ll}])\s?[:：]?\s?)?/iu,
        "",
      )
      .replace(/(?<![\s,;:)(|–—-])[\s,;:)(|–—-]+$/, "");
    if (names === "" || readVenue(names, marked.venues)) continue;
    const bare = withoutAffiliations(names);
    const people = peopleIn(names, marked.venues) ?? (bare === names ? null : peopleIn(bare, marked.venues));
    if (people !== null) return people;
    // `Title,Firstname Lastname.`: one person only right after the title, or in italics.
    const at = marked.text.indexOf(line, title.to) + line.search(/\S/);
    const isNext = (/^\s*,/.test(after) && after.startsWith(line)) || isItalic(marked, at, title);
    const person = names.replace(placeWithYear, "").replace(/\.$/, "");
    if (isNext && looksLikeName(person) && !namesSociety(person) && !ofPublications.test(person))
      return person;
  }
  return null;
}

/** Whether a line begins in italics, which its title does not. */
function isItalic({ text, style }: MarkedText, at: number, { from }: FoundTitle): boolean {
  return /[\n\v]/.test(text[at - 1] ?? "") && style[at] === "i" && style[from] !== "i";
}

/** `Ann Bee (Seaside University), Cy Dee (MIT)` without what is in parentheses. */
function withoutAffiliations(names: string): string {
  return names.replace(/ ?\([^()\d]{0,200}(?:\)|$)/g, "");
}

/** The names of several people, `Bee et al.`, `Bee, Dee (2020)`; null for any other text. */
function peopleIn(text: string, venues: VenueRegistry): string | null {
  const cited = splitCitation(text, venues) ?? splitAtStop(text);
  if (cited) return cited.names;
  const names = afterVenue(text, venues)
    .replace(affiliationMarks, "")
    .replace(placeWithYear, "")
    .replace(venueAtEnd, "");
  const isList = looksLikeAuthors(names) || readNameList(names)?.isCertain === true;
  if (isList) return namesInstitutions(names) ? null : names.replace(afterOthers, "$1");
  // `- Bee, Dee (2020)`; one word may be an institution: `(Harbour, 2020)`.
  const dated = /^(.{5,200}?)[\s,–—-]{0,3}\((?:19|20)\d{2}$/u.exec(text)?.[1];
  const surnames = dated?.split(/, ?| (?:&|and) /) ?? [];
  return dated && surnames.length >= 2 && surnames.every(looksLikeSurname) ? dated : null;
}

const placeWithYear = /[.,]\s*[^.,]*\b(?:19|20)\d{2}\b.*$/;
/** `Bee, A., Dee, C. ICCV`, `Cy Dee Arxiv`. */
const venueAtEnd = /(?<=\p{Lu}\.)\s\p{Lu}{3,12}$|\s[Aa]r[Xx]iv$/u;

/** `Ann Bee1,2`, `Cy Dee1*`: the numbers of affiliations. */
const affiliationMarks = /(?<=\p{Ll}{2})\d(?:,\d)*(?=[*,\s]|$)/gu;

/** `Bee et al. arXiv.`: where a paper was published after `et al.`. */
const afterOthers = /(\bet\.? al\b\.?)(?:\s\p{L}+)?[\s.]*$/u;

/** `UW & Microsoft`: who paid for the work, not who wrote it. */
function namesInstitutions(names: string): boolean {
  if (/\bet\.? al\b/.test(names)) return false;
  const parts = names
    .split(/,|&|\band\b/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return parts.filter(looksLikeInstitution).length * 2 >= parts.length;
}
