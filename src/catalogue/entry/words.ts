import { isAsciiDigit, isAsciiLetter } from "../ascii.js";
import { memoString } from "../memo.js";

/**
 * The number of words in a text of any script. In scripts without spaces, two characters count as one word.
 *
 * @param enough a number at which counting may stop: what is returned is then no less
 */
export function wordCount(text: string, enough = Number.POSITIVE_INFINITY): number {
  const latin = asciiWordCount(text, enough);
  if (latin !== null) return latin;
  const spaced = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’\-–]*/gu)?.length ?? 0;
  const unspaced =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  return Math.max(spaced, Math.ceil(unspaced / 2));
}

/** Several times as fast for plain ASCII, which most text is; `null` for any other text. */
function asciiWordCount(text: string, enough: number): number | null {
  let count = 0;
  let inWord = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127) return null;
    if (isAsciiLetter(code) || isAsciiDigit(code)) {
      if (!inWord && ++count >= enough) return count;
      inWord = true;
    } else if (code !== 39 && code !== 45) inWord = false;
  }
  return count;
}

const name = String.raw`(?:\p{Lu}[\p{L}\p{M}.'’\-]*|\p{Lu}\.|de|van|von|der|den|del|la|le|di|da|dos|das|bin|al|el)`;
/** Names are apart: `SayPlan` is one word. */
const person = new RegExp(String.raw`^${name}(?:(?:[\s*†‡§¹²³\d]+|(?<=\.))${name}){1,4}[\s*†‡§¹²³\d]*$`, "u");
const oneName = /^\p{Lu}[\p{L}\p{M}'’-]*$/u;

/** Endings and words of capitalised titles, which would otherwise look like names of people. */
const technical =
  /(?:[a-z]{3}(?:tion|sion|ment|ness|ity|ized|ised|able|ible|ical|ional|ative|ware|works?|wise|ance|ence|ture)s?|^(?:deep|neural|learning|training|trained|models?|data|vision|visual|language|images?|coding|efficient|robust|fast|faster|better|smaller|large|small|low|high|bits?|weights?|attention|transformers?|features?|knowledge|graphs?|search|pruning|inference|systems?|memory|domain|zero|few|shot|self|supervised|sparse|dense|video|audio|speech|text|point|clouds?|objects?|scenes?|human|policy|agents?|tasks?|noise|loss|gradients?|descent|binary|mixed|processing|sampling|encoding|decoding|encoders?|decoders?|modeling|matching|tuning|rounding|reasoning|embeddings?|clustering|planning|ranking|tracking|mapping|parsing|scaling|sharing|routing|rendering|computing|methods?|theory|practice|edge|devices?|open|source|code|world|real|time|hash|layers?|tokens?|prompts?|cache|energy|power|cost|size|width|depth|step|scale|type|space|rate|art|science|analysis|survey|review|view|design|beyond|between|towards?|via|with|using|from|without|under|is|are|for|in|on|of|to|the|a|it|its|your|what|we|us))$/i;

/** Given names with the ending of a technical word. */
const givenName =
  /^(?:lawrence|laurence|clarence|florence|terr?ence|torrence|clement|clément|constance|prudence|temperance)$/i;

/** One letter is an initial: `Ann A Bee`. */
const isTechnical = memoString(
  (word) => !/^\p{Lu}$/u.test(word) && technical.test(word) && !givenName.test(word),
);

function isPerson(text: string): boolean {
  return person.test(text) && !text.split(/[\s-]+/).some(isTechnical);
}

/** Whether a text is names of people, as lists write them: `Jane Doe, J. Roe and others`, `Doe et al.`. */
export function looksLikeAuthors(text: string, atLeast = 2): boolean {
  const plain = text.trim().replace(/(?<![.,;:\s])[.,;:\s]+$/, "");
  if (!plain || plain.length > 2000) return false;
  if (/\bet\.?\s*al\b/i.test(plain) && wordCount(plain) < 60) return true;
  const people = plain.split(/\s*(?:,|;|&|\band\b|·|、|，)\s*/).filter((part) => part !== "");
  if (people.length < atLeast) return false;
  const others = people.filter((part) => !isPerson(part));
  const named = people.length - others.length;
  return named >= atLeast && (named / people.length >= 0.7 || others.every((part) => oneName.test(part)));
}

const particles = /\b(?:de|van|von|der|den|del|la|le|di|da|dos|das|bin|al|el)\b/g;

/** Whether a text is the name of one person. */
export const looksLikeName = memoString(
  (text) => isPerson(text.trim()) && wordCount(text.replace(particles, " ")) <= 4,
);

/** `Hinton`, `Xuewei.`: one part of a name written surname first. */
export function looksLikeSurname(text: string): boolean {
  const plain = text.trim().replace(/\.$/, "");
  return oneName.test(plain) && !isTechnical(plain);
}

/** Whether most of the long words begin with a capital letter, as in `Slow Waves of the Northern Sea`. */
export function hasCapitals(title: string): boolean {
  const long = title.match(/\p{L}[\p{L}\p{N}-]{3,}/gu) ?? [];
  return long.filter((word) => /^\p{Lu}/u.test(word)).length >= long.length * 0.6;
}
