/** How many words a text has, in any script; of scripts without spaces, two characters count as one. */
export function wordCount(text: string): number {
  const spaced = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’\-–]*/gu)?.length ?? 0;
  const unspaced =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  return Math.max(spaced, Math.ceil(unspaced / 2));
}

const name = String.raw`(?:\p{Lu}[\p{L}\p{M}.'’\-]*|\p{Lu}\.|de|van|von|der|den|del|la|le|di|da|bin|al|el)`;
const person = new RegExp(String.raw`^(?:${name}[\s*†‡§¹²³\d]*){2,5}$`, "u");

/** Names of people, as lists write them after a title: `Jane Doe, J. Roe and others`, `Doe et al.`. */
export function looksLikeAuthors(text: string): boolean {
  const plain = text.trim().replace(/[.,;:\s]+$/, "");
  if (!plain || plain.length > 2000) return false;
  if (/\bet\.?\s*al\b/i.test(plain) && wordCount(plain) < 60) return true;
  const people = plain.split(/\s*(?:,|;|&|\band\b|·|、|，)\s*/).filter((part) => part !== "");
  if (people.length < 2) return false;
  const named = people.filter((part) => person.test(part)).length;
  return named >= 2 && named / people.length >= 0.7;
}

/** One person's name standing alone, after `by` or a dash. */
export function looksLikeName(text: string): boolean {
  return person.test(text.trim()) && wordCount(text) <= 4;
}

const emoji = /\p{Extended_Pictographic}|\u{FE0F}|\u{20E3}|[★☆✨]|:[a-z0-9_+-]+:/gu;

/** The text without pictures: emoji, stars, `:fire:`. */
export function withoutEmoji(text: string): string {
  return text.replace(emoji, " ");
}
