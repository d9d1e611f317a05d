import { editDistance } from "../catalogue/edit-distance.js";
import { memoString } from "../catalogue/memo.js";
import { spellGreek } from "./greek.js";
import { simplifyHan } from "./simplify-han.js";
import { isParticle, isUnspaced, segmentsOf, unspacedRun } from "./unspaced.js";

/** Adjacent words written as one: `ptq4vit` over `ptq`, `4`, `vit`. */
export interface Join {
  readonly word: string;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** The words of a text. */
export interface Words {
  /**
   * The smallest parts in order, in lower case: `I-ViT` is `i`, `vit`; `SmoothQuant` is `smooth`, `quant`; of Chinese,
   * Japanese and Korean each character.
   */
  readonly words: readonly string[];
  /** What was written without white space between: `ivit`, `smoothquant`; of Chinese each two neighbours. */
  readonly joins: readonly Join[];
  /** Indexes of words that are only a part of one written word: both of `SmoothQuant`, but none of `I-ViT`. */
  readonly parts: ReadonlySet<number>;
}

/** Text beyond these limits (UTF-16 units, words) is ignored; no title is as long. */
export const textLimits = { letters: 1_000, words: 96 } as const;

/** How many words of a query are used; a pasted abstract is found by its first words. */
export const maxQueryWords = 16;

const noParts: ReadonlySet<number> = new Set();
/** A plus or sharp at the end is part of a name: `SmoothQuant+` is not `SmoothQuant`. */
const letterAndDigitRuns = /[\p{L}\p{M}\p{N}]+(?:[+♯]+(?![\p{L}\p{M}\p{N}]))?/gu;
const sharp = /(?<=[\p{L}\p{N}])#(?![\p{L}\p{N}])/gu;
/** `lsq +` is meant for `LSQ+`; a plus between words is only an *and*. */
const detachedPlus = /(?<=[\p{L}\p{N}]) (\+{1,3})$/u;
const letterOrDigitRuns = new RegExp(
  `${unspacedRun}|(?:(?!${unspacedRun})[\\p{L}\\p{M}])+|\\p{N}+|[+♯]+`,
  "gu",
);
/** `Smooth|Quant`, `Bi|LLMs`, `BERT|Quant`; but `ViT`, `LoRAs` and `GPTs` stay whole. */
const camelBoundary =
  /(?<=\p{L}\p{Ll})(?=\p{Lu}\p{L}{2})(?!\p{Lu}{2}s(?!\p{L}))|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll}{2})/u;
/** Of a name with its version: the last letter of `MobileNetV` and of `DINOv`. */
const versionLetter = /(?<=\p{Ll}{2})V$|(?<=\p{Lu}{2})v$/u;
/** What has no boundaries inside, as most of what is typed. */
const isOneWord = /^(?:[a-z]+|[A-Z][a-z]+|\d+)$/;
/** The same between punctuation. */
const oneWord = /^["'(]?([a-z]+|[A-Z][a-z]+|\d+)[)"'.,:;!?]{0,3}$/;
const isSpaced = /^\S+(?: \S+)*$/;
/** Longer chunks are formulas or URLs; the number of joins grows with the square. */
const maxJoinedParts = 6;

/** Reads a title. Linear in the text. */
export function readWords(text: string, maxWords: number = textLimits.words): Words {
  return read(text, maxWords, Array.from);
}

/** Of one search the same text is read several times. */
const latest = { length: 100, count: 1_000 } as const;

/** The words of a query: those of {@link readWords}, but of Chinese, Japanese and Korean whole words. */
export const readQueryWords = memoString(
  (text): readonly string[] => read(text.replace(detachedPlus, "$1"), textLimits.words, segmentsOf).words,
  latest,
);

function read(text: string, maxWords: number, cutUnspaced: (run: string) => string[]): Words {
  const words: string[] = [];
  const joins: Join[] = [];
  const parts = new Set<number>();
  const plain = plainLetters(text.slice(0, textLimits.letters)).slice(0, textLimits.letters);
  for (const chunk of plain.split(isSpaced.test(plain) ? " " : /\s+/u)) {
    const start = words.length;
    if (start >= maxWords) break;
    const word = oneWord.exec(chunk)?.[1];
    if (word !== undefined) {
      words.push(word.toLowerCase());
      continue;
    }
    for (const [written] of chunk.matchAll(letterAndDigitRuns)) {
      const first = words.length;
      const runs = written.match(letterOrDigitRuns) ?? [];
      for (const [i, run] of runs.entries()) {
        words.push(...(isUnspaced(run) ? cutUnspaced(run).map(simplifyHan) : partsOfRun(run, runs[i + 1])));
      }
      const isJoined = words.length > first + 1;
      for (let i = first; i < words.length; i++) if (isJoined && !isUnspaced(words[i] ?? "")) parts.add(i);
    }
    words.splice(maxWords);
    joins.push(...joinsOf(words, start));
  }
  addPairs(joins, words);
  return { words, joins, parts: parts.size > 0 ? parts : noParts };
}

function partsOfRun(run: string, next = ""): string[] {
  if (isOneWord.test(run)) return [run.toLowerCase()];
  const parts = /^\p{N}/u.test(next) ? run.replace(versionLetter, " v").split(" ") : [run];
  return parts.flatMap((part) => part.split(camelBoundary)).map((part) => part.toLowerCase());
}

function joinsOf(words: readonly string[], start: number): Join[] {
  const end = Math.min(words.length, start + maxJoinedParts);
  const joins: Join[] = [];
  for (let from = start; from < end - 1; from++) {
    for (let to = from + 2; to <= end && !words.slice(from, to).some(isUnspaced); to++) {
      joins.push({ word: words.slice(from, to).join(""), from, to });
    }
  }
  return joins;
}

/** Adds each two neighbours of a script without blanks, also where there is one, or a bracket: titles differ in them. */
function addPairs(joins: Join[], words: readonly string[]): void {
  for (let from = 0; from < words.length - 1; from++) {
    const [word = "", next = ""] = [words[from], words[from + 1]];
    if (isUnspaced(word) && isUnspaced(next)) joins.push({ word: word + next, from, to: from + 2 });
  }
}

/** Accents of Latin, Greek and Cyrillic. The vowel signs of other scripts are letters. */
const accents = /[\u0300-\u036f]/gu;
/** `isn't`, also without its apostrophe, is `is not`. */
const contracted =
  /(?<![\p{L}\p{N}])(is|are|was|were|do|does|did|has|have|had|could|should|would)n['’ʼ]?t(?![\p{L}\p{N}])/giu;
const apostropheInWord = /(?<=\p{L})['’ʼ](?=\p{L})/gu;
const isPlain = /^[a-z\d .,:()-]*$/i;

/**
 * Unicode NFKC (superscripts, ligatures and full-width letters become plain) without accents, LaTeX commands and the
 * apostrophe of `don't`, and with the names of Greek letters: `SPR²Q` becomes `SPR2Q`, `β-VAE` becomes `beta-VAE`.
 */
function plainLetters(text: string): string {
  if (isPlain.test(text)) return text.replace(contracted, "$1 not");
  const plain = text.normalize("NFKD").replace(accents, "").normalize("NFC");
  return spellGreek(plain).replace(contracted, "$1 not").replace(apostropheInWord, "").replace(sharp, "♯");
}

/** A venue's name as one word: `NeurIPS` is `neurips`, `ACM MM` is `acmmm`. */
export const venueWord = memoString((venue) =>
  isOneWord.test(venue) ? venue.toLowerCase() : readWords(venue).words.join(""),
);

/** These may be missing from a paper, unless the query has no other words. */
const stopWords = new Set(
  "a about an and are as at be both by can do does for from how in into is it its many of on or our several some that the their this to use used using versus via vs ways we with".split(
    " ",
  ),
);

export function isStopWord(word: string): boolean {
  return stopWords.has(word) || isParticle(word);
}

/** Whether it is one typo away from such a word: `usign`. */
export function isLikeStopWord(word: string): boolean {
  return (
    word.length > 3 && [...stopWords].some((stop) => stop.length > 3 && editDistance(word, stop, 1) === 1)
  );
}

/** What sentences have and few titles are told apart by; in a sentence these may be missing too, but count for something. */
const lightWords = new Set(
  "actually again all also any anybody anyone anything approach article better but called could did each even every get gets getting good got happen happens has have help helped helping helps i idea if just kind let like looking lot made make makes making me method methods more most much my new not one ones only other paper papers please said same says should shows so somebody someone something still stuff such technique techniques than them then there these they thing things those too tried trick tricks try trying us very want was way were what when where whether which who why will without work works would you your".split(
    " ",
  ),
);

/** How a search itself is asked for, also in few words: `latest kite papers`. */
const requestWords = new Set("latest newest paper papers recent".split(" "));

export function isRequestWord(word: string): boolean {
  return requestWords.has(word);
}

/** The shortest query that is a sentence, in words. */
export const sentenceLength = 4;

export function isLightWord(word: string): boolean {
  return lightWords.has(word);
}
