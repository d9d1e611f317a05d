/** Adjacent words written as one: `ptq4vit` over `ptq`, `4`, `vit`. */
export interface Join {
  readonly word: string;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** The words of a text. */
export interface Words {
  /** The smallest parts in order, in lower case: `I-ViT` is `i`, `vit`; `SmoothQuant` is `smooth`, `quant`. */
  readonly words: readonly string[];
  /** What was written without white space between: `ivit`, `smoothquant`. */
  readonly joins: readonly Join[];
  /** Indexes of words that are only a part of one written word: both of `SmoothQuant`, but none of `I-ViT`. */
  readonly parts: ReadonlySet<number>;
}

/** Text beyond these limits (UTF-16 units, words) is ignored; no title is as long. */
export const textLimits = { letters: 1_000, words: 64 } as const;

/** How many words of a query are used; a pasted abstract is found by its first words. */
export const maxQueryWords = 16;

const noParts: ReadonlySet<number> = new Set();
/** A plus at the end is part of a name: `SmoothQuant+` is not `SmoothQuant`. */
const letterAndDigitRuns = /[\p{L}\p{M}\p{N}]+(?:\++(?![\p{L}\p{M}\p{N}]))?/gu;
const letterOrDigitRuns = /[\p{L}\p{M}]+|\p{N}+|\++/gu;
/** `Smooth|Quant`, `Bi|LLMs`, `BERT|Quant`; but `ViT`, `LoRAs` and `GPTs` stay whole. */
const camelBoundary =
  /(?<=\p{L}\p{Ll})(?=\p{Lu}\p{L}{2})(?!\p{Lu}{2}s(?!\p{L}))|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll}{2})/u;
/** Longer chunks are formulas or URLs; the number of joins grows with the square. */
const maxJoinedParts = 6;

/** Reads a title or a query. Linear in the text. */
export function readWords(text: string, maxWords: number = textLimits.words): Words {
  const words: string[] = [];
  const joins: Join[] = [];
  const parts = new Set<number>();
  const plain = plainLetters(text.slice(0, textLimits.letters)).slice(0, textLimits.letters);
  for (const chunk of plain.split(/\s+/u)) {
    const start = words.length;
    if (start >= maxWords) break;
    for (const [written] of chunk.matchAll(letterAndDigitRuns)) {
      const first = words.length;
      const runs = written.match(letterOrDigitRuns) ?? [];
      words.push(...runs.flatMap((run) => run.split(camelBoundary)).map((part) => part.toLowerCase()));
      if (words.length > first + 1) for (let i = first; i < words.length; i++) parts.add(i);
    }
    words.splice(maxWords);
    joins.push(...joinsOf(words, start));
  }
  return { words, joins, parts: parts.size > 0 ? parts : noParts };
}

function joinsOf(words: readonly string[], start: number): Join[] {
  const end = Math.min(words.length, start + maxJoinedParts);
  const joins: Join[] = [];
  for (let from = start; from < end - 1; from++) {
    for (let to = from + 2; to <= end; to++) joins.push({ word: words.slice(from, to).join(""), from, to });
  }
  return joins;
}

/** Accents of Latin, Greek and Cyrillic. The vowel signs of other scripts are letters. */
const accents = /[\u0300-\u036f]/gu;
const apostropheInWord = /(?<=\p{L})['’ʼ](?=\p{L})/gu;
const latexCommand = /\\[a-z]+/gu;

/**
 * Unicode NFKD (superscripts, ligatures and full-width letters become plain) without accents, LaTeX commands and the
 * apostrophe of `don't`: `SPR²Q` becomes `SPR2Q`.
 */
function plainLetters(text: string): string {
  return text.normalize("NFKD").replace(accents, "").replace(apostropheInWord, "").replace(latexCommand, " ");
}

/** A venue's name as one word: `NeurIPS` is `neurips`, `ACM MM` is `acmmm`. */
export function venueWord(venue: string): string {
  return readWords(venue).words.join("");
}

/** These may be missing from a paper, unless the query has no other words. */
const stopWords = new Set(
  "a about an and are as at be both by can do does for from how in into is it its many of on or our several some that the their this to use used using via ways we with".split(
    " ",
  ),
);

export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}
