import { plainBibtex } from "../data/plain-bibtex.js";
import { leadingEmoji, trailingEmoji, withoutCounts } from "./emoji.js";

const quotes = "\"“”„‟«»＂〝〞”'‘’`´";
const quoteAtStart = new RegExp(`^[${quotes}]+`, "u");
const quoteAtEnd = new RegExp(`[${quotes}]+$`, "u");

/** Characters; titles are shorter. */
const maxLength = 1000;

/** There is nothing to remove from the ends of such a title, which most are. */
const wordAtEnds = /^[a-z0-9].*[a-z0-9]$/is;

/** Words, single blanks, hyphens and commas, and perhaps one colon: nothing in such a title is removed. */
const clean = /^[a-z](?:(?:,? |-)?[a-z0-9])*(?:: [a-z0-9](?:(?:,? |-)?[a-z0-9])*)?$/i;

/** `{\'E}`, of which markdown leaves `{'E}`, and `{\lambda}`: a letter in LaTeX outside mathematics. */
const latexGroup = /\{\\?(?:(?<=\\)([a-zA-Z]{1,12})|(["'`^~])\{?([a-zA-Z])\}?)\}/g;

/**
 * A title as plain text, with single spaces. Removes an arXiv month before it (`1805-`), a repeated name
 * (`ABC: ABC: On …`), quotes and markup around it, and separators at its ends.
 */
export function cleanTitle(raw: string): string {
  if (raw.length <= maxLength && clean.test(raw)) return raw;
  let title = withoutCounts(raw.slice(0, maxLength))
    .replace(/\$([^$]*)\$/g, (_, math: string) => plainMath(math))
    .replace(
      latexGroup,
      (_, name?: string, mark = "", letter = "") => name ?? plainBibtex(`\\${mark}${letter}`),
    )
    .replace(/~~/g, "")
    .replace(/^(?:0[7-9]|[12]\d)(?:0[1-9]|1[0-2])-(?=\p{L})/u, "")
    .replace(/^(.{2,40}?)(?:: +|：\s*)(?=\1 ?[:：])/, "")
    .replace(/\s+/g, " ")
    .trim();
  for (let round = 0; round < 4 && !wordAtEnds.test(title); round++) {
    const before = title;
    const start = leadingEmoji(title);
    title = title
      .slice(start, Math.max(start, trailingEmoji(title)))
      .replace(/^[\s,;:|·•.\-–—*_]+(?=\S)/u, "")
      .replace(/(?<!\s)\s*[([（]$/, "")
      .replace(/(?<![\s,;:|·•*_–—\\])(?:[\s,;:|·•*_–—]|\\|\s-|(?<!\.)\.)+$/u, "");
    title = unquoted(withoutBrackets(title));
    if (title === before) break;
  }
  return title.trim();
}

/** Brackets that quote. Around a part of a title they belong to it. */
const quotingBrackets = new Map([
  ["「", "」"],
  ["『", "』"],
  ["《", "》"],
  ["【", "】"],
]);

/** Removes a pair of 「」, 『』, 《》 or 【】 around the whole title, and one at an end that has no partner. */
function withoutBrackets(title: string): string {
  const close = quotingBrackets.get(title[0] ?? "");
  if (close !== undefined) {
    const end = title.indexOf(close);
    if (end === -1) return title.slice(1);
    if (end === title.length - 1) return title.slice(1, -1);
  }
  const open = [...quotingBrackets].find(([, each]) => title.endsWith(each))?.[0];
  return open !== undefined && !title.includes(open) ? title.slice(0, -1) : title;
}

/** Removes quotes around the whole title, and an unpaired one at an end; `'s` and an inner pair stay. */
function unquoted(title: string): string {
  // `'항구'의 최적화`: a pair around a part of the title belongs to it.
  if (/^(['‘])[^'’]{1,80}['’](?=[^\sa-zA-Z\d])/u.test(title)) return title;
  const start = quoteAtStart.test(title);
  const end = quoteAtEnd.test(title);
  // `""Ebb Now": Measuring Tides"`: the inner pair stays.
  if (/^["“]{2}[^"“”]{1,80}["”][:：,\s].*[^"”]["”]$/u.test(title)) return title.slice(1, -1);
  if (start && (end || !/["“”]/.test(title.slice(1))))
    return title.replace(quoteAtStart, "").replace(quoteAtEnd, "");
  // `The Sea Says 'Not Yet'`
  if (/['’]$/.test(title) && /[\s(]'\S/.test(title)) return title;
  if (end && !/["“‘]/.test(title.slice(0, -1)) && !/s['’]$/.test(title)) return title.replace(quoteAtEnd, "");
  return title;
}

/** `P^{2}`, `\mathcal{O}(n)`, `\alpha` as a reader would type them. */
function plainMath(math: string): string {
  return math
    .replace(/\\(?:text|math|rm|bf|it)[a-z]*\s*\{([^{}]*)\}/g, "$1")
    .replace(/\\([a-zA-Z]+)/g, "$1")
    .replace(/[{}\\]/g, "");
}
