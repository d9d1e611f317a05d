import type { VenueRegistry } from "../venues.js";
import { readContainer } from "./citation.js";
import { asYear, findVenues } from "./find-venues.js";
import { readNameList } from "./name-list.js";
import { noVenue, stated, type VenueStatement } from "./read-venue.js";
import { looksLikeName, wordCount } from "./words.js";

/** Characters; what is longer says more than a place. */
const maxLength = 300;
const maxWords = 16;

/** The year that a reference ends with, and numbers and pages after it. */
const yearAtEnd =
  /^(.{4,280}?)[\s.,:;]{1,3}\(?((?:19|20)\d{2})\)?(?:[\s.,:;]{1,3}(?:pp?\.?\s)?(?=\D{0,4}\d)[\p{L}\d–-]{1,16}){0,3}[\s.,;:]*$/u;

/** Who printed it, and where: after the name of a publication these say no more. */
export const publisher =
  /^(?:(?:ACM|IEEE|USENIX|IET|SIAM|AAAI|ISCA|ACL|PMLR|CEUR|Citeseer|Springer|Cham|Singapore|Berlin|Heidelberg|London|New York|NY|USA|Cambridge|Boston|MA|Dordrecht|Elsevier|Wiley|Pergamon|Kluwer|Routledge|North-Holland|Morgan Kaufmann|Curran)(?:(?: &| of)? \p{Lu}[\p{L}-]{0,20}){0,4}|Association for Computing Machinery(?: \(ACM\))?|(?:\p{Lu}[\p{L}&]{0,20} ){1,3}(?:Press|Association|Publishing|Publishers?|Verlag))$/u;

/** `12(3)`, `vol. 12, no. 3`, `pp. 4–5`, `29.1`, `5.OOPSLA`, `(3)`, `July`, at the end of a name. */
const numbersAtEnd =
  /(?<![\s,.:;])[\s,.:;]{1,3}(?:(?:(?:vol(?:ume)?|no|issue|number|pp?|pages?|series|article)\b\.? ?)?(?:\(|\p{L}{1,6})?\d[\d.()–-]{0,14}(?:\.\p{Lu}{3,10})?|\(?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?)$/iu;

/** `31st`, `Fifteenth`, `2018`, `2018 2nd`: which of its editions a conference was. */
const edition =
  /^(?:(?:19|20)\d{2}\s)?(?:\d{1,3}(?:st|nd|rd|th)\s|(?:\p{Lu}\p{Ll}{2,9}[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\p{Ll}{4,8}teenth|twentieth|thirtieth)\s)?/iu;

/**
 * Reads the text after the title of a whole reference: `Proceedings of the 15th Workshop on Fog. ACM, 2022.`, `2018
 * Harbour Symposium (HS). IEEE, 2018.`. Without the edition, the publisher and numbers; null for any other text.
 */
export function readCitedPlace(line: string, venues: VenueRegistry): VenueStatement | null {
  const text = line.replace(/[*_]+/g, "").replace(/^[\s.,:;"”]+/, "");
  if (text.length > maxLength) return null;
  const [, before = "", digits = ""] = yearAtEnd.exec(text) ?? [];
  const year = asYear(digits);
  if (year === null) return null;
  const name = nameOfPlace(before.replace(/^In:? (?=\p{Lu}|\d)/u, ""));
  const [, long = name, short = ""] = /^(.{4,200}) \(([\p{L}&/ -]{2,40})\)$/u.exec(name) ?? [];
  const known = venues.find(short) ?? venues.find(name) ?? venues.find(long) ?? mostOf(long, venues);
  if (known) return stated(known.name, year, { preprint: known.kind === "preprint" });
  const isName =
    /^\p{Lu}/u.test(long) &&
    wordCount(long) <= maxWords &&
    !(long.includes(",") && looksLikeName(long.split(",")[0] ?? "")) &&
    !/["“”]|\d{3}|, Inc\b|\bthesis\b|\btech(?:nical)?\b|\b(?:time|date)\b|\bet al\b|^(?:Diss|Blog)\b/i.test(
      long,
    ) &&
    !noVenue.test(long) &&
    readNameList(long)?.isCertain !== true &&
    readContainer(long, venues) === null;
  return isName ? stated(long, year) : null;
}

/** `Proceedings of the 15th Workshop on Fog. ACM` without the edition and the publisher, `Tidal Systems: tsb693.` without the number. */
export function nameOfPlace(text: string): string {
  let name = text;
  for (let round = 0; round < 6; round++) {
    const cut = name.replace(/(?<![\s.,:;(])[\s.,:;(]+$/, "").replace(numbersAtEnd, "");
    const last = Math.max(cut.lastIndexOf(". "), cut.lastIndexOf(", "), cut.lastIndexOf(": "));
    const shorter = last > 3 && publisher.test(cut.slice(last + 2).trim()) ? cut.slice(0, last) : cut;
    if (shorter === name) break;
    name = shorter;
  }
  const [of = ""] = /^Proc(?:eedings|\.) of (?:the )?/.exec(name) ?? [];
  const rest = name.slice(of.length);
  return `${of}${rest.slice(edition.exec(rest)?.[0].length ?? 0)}`.trim();
}

/** The known venue that a longer name consists of for the most part. */
function mostOf(name: string, venues: VenueRegistry) {
  return findVenues(name, venues).find(({ from, to }) => to - from >= name.length * 0.6)?.venue ?? null;
}
