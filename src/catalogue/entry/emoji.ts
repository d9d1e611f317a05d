import { matchesOf } from "../matches-of.js";

/**
 * One emoji, however many code points it has: a flag, a key, a picture with its colour of skin, pictures joined to one;
 * or a star, or the code of an emoji (`:fire:`).
 */
const oneEmoji = String.raw`(?:\p{RI}\p{RI}|[\d#*]\u{FE0F}?\u{20E3}|\p{Extended_Pictographic}[\u{FE0F}\p{EMod}\u{E0020}-\u{E007F}]*(?:\u{200D}\p{Extended_Pictographic}[\u{FE0F}\p{EMod}]*)*|\u{FE0F}|\u{20E3}|☆|:[+-]?[a-z0-9][a-z0-9_+-]{0,40}:)`;

const any = new RegExp(oneEmoji, "gu");
const one = new RegExp(oneEmoji, "uy");
/** Whether a text can have any: of ASCII only the codes. Much faster than to look for them. */
const mayHaveAny = /[^\0-\x7f]|:[a-z0-9_+-]+:/i;

/** The text without emoji, stars and `:fire:`. */
export function withoutEmoji(text: string): string {
  return mayHaveAny.test(text) ? text.replace(any, " ") : text;
}

const lastCount =
  /(?::(?:fire|star2?|stars|sparkles|glowing_star|books|scroll|eyes|heart|thumbsup):|🔥|⭐|🌟|★|☆)\uFE0F?\s?\d[\d.,]{0,8}[km]?$/iu;

/** The text without how often a paper is cited or starred: `:fire:129`, `⭐ 1.2k`, `:fire:222:star:18`. */
export function withoutCounts(text: string): string {
  let title = text;
  for (let before = ""; before !== title; ) {
    before = title;
    title = title.trimEnd().replace(lastCount, "");
  }
  return title;
}

/** The length of the emoji at an offset; 0 without one. */
function emojiLength(text: string, at: number): number {
  one.lastIndex = at;
  return one.exec(text)?.[0].length ?? 0;
}

/** The length of the emoji, and the white space between and after them, at the start of a text. */
export function leadingEmoji(text: string): number {
  let end = 0;
  for (let length = emojiLength(text, 0); length > 0; length = emojiLength(text, end)) {
    end += length;
    while (/\s/.test(text[end] ?? "")) end++;
  }
  return end;
}

/** Characters at the end of a text that are searched for emoji; an entry has few. */
const maxTrailing = 200;

/** The offset of the emoji at the end of a text, and of the white space before and between them; its length without any. */
export function trailingEmoji(text: string): number {
  const from = Math.max(0, text.length - maxTrailing);
  if (!mayHaveAny.test(text.slice(from))) return text.length;
  let start = text.length;
  let end = -1;
  for (const match of matchesOf(text.slice(from), any)) {
    const at = from + match.index;
    if (end === -1 || text.slice(end, at).trim() !== "") start = at;
    end = at + match[0].length;
  }
  if (end === -1 || text.slice(end).trim() !== "") return text.length;
  while (start > 0 && /\s/.test(text[start - 1] ?? "")) start--;
  return start;
}
