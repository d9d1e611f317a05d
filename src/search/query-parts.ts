import { textLimits } from "./words.js";

/** One piece of a typed query. */
export interface Part {
  /** In UTF-16 units from 0. */
  readonly position: number;
  readonly typed: string;
  /** It starts with `-`. */
  readonly negated: boolean;
  /** The letters before the colon, in lower case; empty for plain words. */
  readonly key: string;
  /** What follows the colon, or the word; without its quotes. */
  readonly value: string;
  readonly quoted: boolean;
}

/**
 * `-key:"a value"`, `key:value`, `"a value"`, `word`, also with the dashes and quotes that phones and other languages
 * write. An unclosed quote ends with the text. Linear in the text.
 */
const partPattern =
  /([-−–]?)(?:(?:([a-z]+):|(list|venue|year|has|author)=)(?=\S))?(?:["“”„«»「」『』＂]([^"“”„«»「」『』＂]*)(?:["“”„«»「」『』＂]|$)|(\S+))/giu;

/** What is between two filters without a blank: `venue:iclr;year:2023`. */
const filterSeparator = /[;,|&](?=-?(?:list|venue|year|has|author|title)[:=]\S)/giu;

/** The pieces of a text, in their order, as far as it is read. */
export function partsOf(text: string): readonly Part[] {
  return withNot(split(text).slice(0, textLimits.words));
}

function split(text: string): Part[] {
  return Array.from(text.replace(filterSeparator, " ").matchAll(partPattern), (match) => {
    const [typed, dash, beforeColon, beforeSign = "", quoted, plain = ""] = match;
    const key = (beforeColon ?? beforeSign).toLowerCase();
    const value = (quoted ?? plain).trim();
    // `since:2023` is a year, and so is `before:2020`.
    const isSide = /^(?:since|after|from|before|until|till)$/u.test(key) && /^(?:19|20)\d\d$/u.test(value);
    return {
      position: match.index,
      typed,
      negated: dash !== "",
      key: isSide ? "year" : key,
      value: isSide ? `${key} ${value}` : value,
      quoted: quoted !== undefined,
    };
  });
}

/** References quote a title with the full stop behind it: the list may write it otherwise, so these are words. */
export function isCited({ negated, value }: Part): boolean {
  return !negated && /[.,]$/u.test(value);
}

/** After these a `NOT` belongs to a sentence: `Attention is NOT Explanation`. */
const beforePlainNot =
  /^(?:am|is|are|was|were|be|do|does|did|can|could|should|would|will|may|might|must|has|have|had|why|or|to)$/iu;

/** `kites NOT ropes` is `kites -ropes`, as other search boxes write it: in capitals, beside words that are not. */
function withNot(parts: readonly Part[]): readonly Part[] {
  const isWord = (part: Part) => part.key === "" && !part.negated && (!part.quoted || isCited(part));
  const isNot = (part: Part) => isWord(part) && part.value === "NOT";
  const hasOthers = parts.some((part) => isWord(part) && /\p{Ll}/u.test(part.value));
  if (!hasOthers || !parts.some(isNot)) return parts;
  const read: Part[] = [];
  let [before, isNegated] = ["", false];
  for (const [at, part] of parts.entries()) {
    const isOperator = isNot(part) && !beforePlainNot.test(before);
    if (isOperator && at + 1 < parts.length) {
      isNegated = true;
      continue;
    }
    if (isWord(part) && !isNegated) before = part.value;
    // Without anything after it in small letters: what is written of the query must not negate what comes then.
    const value = isOperator ? part.value.toLowerCase() : part.value;
    read.push({ ...part, value, negated: part.negated || isNegated });
    isNegated = false;
  }
  return read;
}
