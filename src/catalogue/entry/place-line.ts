import { memoText } from "../memo.js";
import { nameOfPlace } from "./cited-place.js";
import { asYear } from "./find-venues.js";
import { readNameList } from "./name-list.js";
import { noVenue, readUnknownVenue, stated, statedAs, type VenueStatement } from "./read-venue.js";
import { looksLikeName, wordCount } from "./words.js";

/** Characters; what is longer says more than a place. */
const maxLength = 200;

/** `2021; Ann Bee`, `2018 PhD thesis; Ann Bee`, `2020 Bachelor Thesis`: no more than a year, of a thesis or a page. */
const yearAndPerson =
  /^((?:19|20)\d{2})(?: (?:Ph\.? ?D\.?|Master(?:['’]s)?|M\.?Sc\.?|Bachelor(?:['’]s)?|Licentiate|Doctoral) (?:thesis|dissertation))?(?:; .{2,80})?$/i;

/** Words that only publications have in their names. */
const ofPublications =
  /\b(?:Conference|Symposium|Workshop|Journal|Transactions|Proceedings|Letters|Notices|Surveys|Annals|Bulletin|Magazine|Congress|Colloquium|Report Series|Lecture Notes)\b/;

/**
 * Reads a line of its own that only says where and when: `Harbour Software (HASE) 2021`, `Journal of Tides 8, 1 (2015)`,
 * `2025 Conference on Slow Waves (CSW)`, `15th Conference on Proving (ITP 2024)`. Null for any other text.
 */
export const readPlaceLine = memoText((text, venues): VenueStatement | null => {
  if (text.length > maxLength || !/(?:19|20)\d{2}/.test(text)) return null;
  const plain = text
    .replace(/[*_`]+/g, "")
    .trim()
    .replace(/ \([^()]{2,40} (?:track|papers?|talk)\)$/i, "")
    .replace(/ \(pp?\. ?\d[\d–-]{0,12}\)/, "")
    .replace(/^(?:in )?(?:the )?/i, "");
  if (/["“”;…]|https?:|^accepted/i.test(plain)) return yearOfThesis(plain);
  const thesis = yearOfThesis(plain);
  if (thesis) return thesis;
  // `CSW 2022: Conference on Slow Waves`
  const [, dated = ""] = /^([^:]{3,30}): .{5,150}$/.exec(plain) ?? [];
  if (dated !== "" && ofPublications.test(plain.slice(dated.length))) return readUnknownVenue(dated);
  const [, first = ""] = /^((?:19|20)\d{2}) \p{Lu}/u.exec(plain) ?? [];
  const [, before = "", last = ""] = /^(.{3,190}?)[\s,(]{1,3}((?:19|20)\d{2})\)?\.?$/u.exec(plain) ?? [];
  const year = asYear(last) ?? asYear(first);
  if (year === null) return null;
  // `Slow Waves (CSW 2024)`: its year stands in the parentheses of its short name.
  const isInside = last !== "" && / \([^()]{2,20}$/.test(before) && plain.endsWith(")");
  const whole = isInside ? `${before})` : before || plain.slice(5);
  const name = nameOfPlace(whole);
  const [, long = name, short = "", rest = ""] =
    /^(.{4,180}?) \((\p{Lu}[\p{L}&/-]{1,15})\)((?: (?:Symposium|Conference|Workshop|Journal))?)(?:, (?:Doctoral|Industry|Demo).{1,40})?$/u.exec(
      name,
    ) ?? [];
  const known = venues.find(short) ?? venues.find(name) ?? venues.find(long);
  const isNumbered = whole.length - name.length > 4 && /\d\s*[,:(]\s*(?:no\. ?)?\d/.test(whole);
  const isNamed =
    known !== null ||
    (/\p{Lu}.*\p{Lu}/u.test(short) && wordCount(long) >= 2) ||
    ofPublications.test(long) ||
    (isNumbered && wordCount(long) <= 8);
  if (isNamed) {
    const isName =
      /^\p{Lu}/u.test(long) &&
      wordCount(long) <= 16 &&
      !noVenue.test(long) &&
      !/^[^()]*[()][^()]*$|\bet al\b|\(pp?\./.test(name) &&
      !beginsWithPeople(long) &&
      (short !== "" || readNameList(long)?.isCertain !== true);
    return isName ? statedAs(known, short || `${long}${rest}`, year) : null;
  }
  const unknown = /^(?=\P{Lu}*\p{Lu}\P{Lu}*\p{Lu})[\p{L}-]{3,12}$/u.test(long)
    ? readUnknownVenue(plain)
    : null;
  return unknown?.venue ? unknown : null;
});

function yearOfThesis(text: string): VenueStatement | null {
  const [, year = ""] = yearAndPerson.exec(text) ?? [];
  return text.length > 4 && year !== "" ? stated(null, Number(year)) : null;
}

/** `J. Behr, Harbour Reviews`, `Ann Bee, Cy Dee and Eve Fay. Harbour Reviews`. */
function beginsWithPeople(name: string): boolean {
  const [first = "", ...rest] = name.split(/, |\. (?=\p{Lu}\p{Ll}{2})/u);
  return rest.length > 0 && (looksLikeName(first) || /^\p{Lu}\. \p{Lu}|&/u.test(first));
}
