import { plainLetters } from "./plain-letters.js";

/** Neighbouring words written as one: `ptq4vit` over `ptq`, `4`, `vit`. */
export interface Join {
  readonly word: string;
  /** The first word it spans. */
  readonly from: number;
  /** One past the last word it spans. */
  readonly to: number;
}

/** A text as the index sees it. */
export interface Words {
  /** The smallest parts in their order, in small letters: `I-ViT` is `i`, `vit`; `SmoothQuant` is `smooth`, `quant`. */
  readonly words: readonly string[];
  /** What was written without white space between: `ivit`, `smoothquant`. */
  readonly joins: readonly Join[];
  /** Which words are only a part of what was written as one word: both of `SmoothQuant`, but none of `I-ViT`. */
  readonly parts: ReadonlySet<number>;
}

/** Texts are read up to here (UTF-16 units, words): longer than any title, short enough for hostile ones. */
export const textLimits = { letters: 1_000, words: 64 } as const;

const noParts: ReadonlySet<number> = new Set();
/** A plus at its end is part of a name: `SmoothQuant+` is not `SmoothQuant`. */
const letterAndDigitRuns = /[\p{L}\p{M}\p{N}]+(?:\++(?![\p{L}\p{M}\p{N}]))?/gu;
const letterOrDigitRuns = /[\p{L}\p{M}]+|\p{N}+|\++/gu;
/** `Smooth|Quant`, `Bi|LLMs`, `BERT|Quant`; but `ViT`, `LoRAs` and `GPTs` stay whole. */
const camelBoundary =
  /(?<=\p{L}\p{Ll})(?=\p{Lu}\p{L}{2})(?!\p{Lu}{2}s(?!\p{L}))|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll}{2})/u;
/** A chunk of more parts is a formula or a URL; joining every part of it with every other would be quadratic. */
const mostJoinedParts = 6;

/** Reads a title, or what somebody typed, as words. Linear in the text, which is cut at {@link textLimits}. */
export function readWords(text: string): Words {
  const words: string[] = [];
  const joins: Join[] = [];
  const parts = new Set<number>();
  const plain = plainLetters(text.slice(0, textLimits.letters)).slice(0, textLimits.letters);
  for (const chunk of plain.split(/\s+/u)) {
    const from = words.length;
    for (const [written] of chunk.matchAll(letterAndDigitRuns)) {
      const first = words.length;
      for (const [run] of written.matchAll(letterOrDigitRuns)) {
        for (const part of run.split(camelBoundary)) words.push(part.toLowerCase());
      }
      if (words.length > first + 1) for (let i = first; i < words.length; i++) parts.add(i);
      if (words.length >= textLimits.words) break;
    }
    addJoins(words, from, joins);
    if (words.length >= textLimits.words) break;
  }
  return { words, joins, parts: parts.size > 0 ? parts : noParts };
}

function addJoins(words: readonly string[], start: number, joins: Join[]): void {
  const end = Math.min(words.length, start + mostJoinedParts);
  for (let from = start; from < end - 1; from++) {
    let joined = words[from] ?? "";
    for (let to = from + 2; to <= end; to++) {
      joined += words[to - 1] ?? "";
      joins.push({ word: joined, from, to });
    }
  }
}

/** Nobody types more words than this into a search; a pasted abstract is known by its first. */
export const maxTypedWords = 16;

/** The words that are searched for: the first of what was typed. */
export function readTyped(text: string): Words {
  const { words, joins, parts } = readWords(text);
  if (words.length <= maxTypedWords) return { words, joins, parts };
  return {
    words: words.slice(0, maxTypedWords),
    joins: joins.filter(({ to }) => to <= maxTypedWords),
    parts,
  };
}
