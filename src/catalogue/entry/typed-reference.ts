import { matchesOf } from "../matches-of.js";
import { memoText } from "../memo.js";
import { readCitedPlace } from "./cited-place.js";
import { cleanTitle } from "./clean-title.js";
import { asYear } from "./find-venues.js";
import { type FoundTitle, lineEnd, type MarkedText, readable } from "./marked-text.js";
import { readNameList } from "./name-list.js";
import { stated, type VenueStatement } from "./read-venue.js";

/** A reference as GB/T 7714 has it: the type of the publication, in brackets, is between its title and its place. */
export interface TypedReference {
  readonly authors: string | null;
  readonly title: string;
  readonly place: VenueStatement | null;
}

/** Characters; what is longer is no reference. */
const maxLength = 800;
/** Places at which the authors may end. */
const maxEnds = 20;

/** `[J]`, `[C]//`, `[J/OL]`, `[EB/OL]`: a journal, proceedings, a thesis, a book, a page. */
const type = /\s?\[(?:[JCDMPRNSAGZ]|EB|DB|CP)(?:\/(?:OL|CD|MT|DK))?\](?:\s?\/\/|[.,，．。:：]|(?=\s|$))/u;

/** What may end the authors. */
const stops = /[.．。:：]\s*(?=\S)/gu;

const methodName = /^(?=[^\s,.]{2,30}$)(?:[^\s,.]*\p{Lu}){2}/u;

/** `海洋, 王小明等`: people with names in Chinese. */
const hanNames = /^[\p{Script=Han}·]{2,6}(?:[,，、;；] ?[\p{Script=Han}·]{2,6})*(?:[,，]? ?等)?$/u;

/** `Bee A`, `A Bee`, `H M`. */
const oneName = /^(?:\p{Lu}[\p{L}'’-]*,? (?:\p{Lu}\.? ?){1,3}|\p{Lu}\.? \p{Lu}[\p{L}'’-]*)$/u;

/** `海洋学报(英文版)`. */
const hanName = /^[\p{Script=Han}\p{L}()（）·: ：&-]{2,40}$/u;

/** `Bee A, Dee C, et al. Slow waves[J]. Journal of Tides, 2020, 3(2): 1-9.` in its parts; null for any other text. */
export const readTypedReference = memoText((text, venues): TypedReference | null => {
  if (text.length > maxLength) return null;
  const found = type.exec(text);
  if (found === null || found.index < 4) return null;
  const lead = text.slice(0, found.index).replace(/^[\s*]*(?:\[\d{1,3}\]|\d{1,3}[.)、])?\s*/, "");
  let end = 0;
  for (const stop of matchesOf(lead, stops).slice(0, maxEnds)) {
    // `Bee A, Dee C. KELP-Net: Slow waves`: the name of a method, after the authors.
    if (end > 0 && methodName.test(lead.slice(end, stop.index))) continue;
    if (arePeople(lead.slice(0, stop.index))) end = stop.index + stop[0].length;
  }
  const authors = end === 0 ? "" : lead.slice(0, end).replace(/(?<![\s.．。:：])[\s.．。:：]+$/u, "");
  const title = cleanTitle(lead.slice(end));
  if (!/\p{L}\P{L}*\p{L}/u.test(title)) return null;
  const place = readPlace(text.slice(found.index + found[0].length).trim());
  return { authors: authors.replace(/(?<!\s)\s+(?=,)/g, "").replace(/ {2,}/g, " ") || null, title, place };

  function readPlace(after: string): VenueStatement | null {
    const [, name = "", digits = ""] =
      /^([^\n]{0,200}?)[\s,，.．(（:：]{0,3}(?<![\d:./])((?:19|20)\d{2})(?!\.\d)(?=\s*(?:[,，:：.．;；()（）\\/-]|$))/u.exec(
        after,
      ) ?? [];
    const year = asYear(digits);
    if (year === null) return null;
    const plain = name
      .trim()
      .replace(/^(?:in )?the /i, "")
      .replace(/, (\p{Lu}{2,8})$/u, " ($1)");
    if (/\p{Script=Han}/u.test(plain) && hanName.test(plain)) return stated(plain, year);
    const read = readCitedPlace(`${plain}, ${year}`, venues);
    return read ? { ...read, year } : stated(null, year);
  }
});

function arePeople(text: string): boolean {
  const names = text.trim();
  return hanNames.test(names) || readNameList(names)?.isCertain === true || oneName.test(names);
}

/** The reference that a title was found in; null if it is none. */
export function typedReferenceOf(marked: MarkedText, title: FoundTitle): TypedReference | null {
  // Of each title it is asked twice in a row.
  if (latest?.marked !== marked || latest.title !== title)
    latest = { marked, title, found: findReference(marked, title) };
  return latest.found;
}

let latest: {
  readonly marked: MarkedText;
  readonly title: FoundTitle;
  readonly found: TypedReference | null;
} | null = null;

function findReference(marked: MarkedText, title: FoundTitle): TypedReference | null {
  if (title.kind !== "link" && title.kind !== "text") return null;
  const from = title.kind === "link" ? title.from : 0;
  const text = readable(marked, from, title.kind === "link" ? title.to : lineEnd(marked, 0));
  const found = /\[\p{Lu}/u.test(text) ? readTypedReference(text, marked.venues) : null;
  return found?.title === title.title ? found : null;
}
