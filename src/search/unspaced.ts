/**
 * Scripts whose words are not told apart by blanks: Chinese, Japanese, Thai and its neighbours, and Korean, which joins
 * particles and compounds. In a title each character is a word, and each two neighbours are indexed, so a word is found
 * wherever it is.
 */
const letters =
  /\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}/u
    .source;
export const unspacedRun = `[${letters}]+`;

/** The first of these characters in Unicode. */
const firstLetter = 0xe01;

/** A split has blanks: `枝 刈 り`. */
const isUnspacedWord = new RegExp(`^[${letters} ]+$`, "u");
const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
/** Korean particles, the longest first; each follows a noun of at least two syllables. */
const particle = /(?<=..)(?:에서의|으로의|에서|으로|에게|까지|부터|에|의|을|를|은|는|이|가|로|와|과|도)$/u;

export function isUnspaced(word: string): boolean {
  return word.charCodeAt(0) >= firstLetter && isUnspacedWord.test(word);
}

/** The words in a run of such characters. Single characters in a row are one word: no dictionary knows it. */
export function segmentsOf(run: string): string[] {
  const words: string[] = [];
  let isOpen = false;
  for (const { segment } of segmenter.segment(run)) {
    const isSingle = segment.length === 1 && !isParticle(segment);
    if (isSingle && isOpen) words.push((words.pop() ?? "") + segment);
    else words.push(segment);
    isOpen = isSingle;
  }
  return words;
}

/** Each two neighbours: `枝刈`, `刈り` of `枝刈り`; the character itself if it is the only one. */
export function pairsOf(word: string): string[] {
  const characters = Array.from(word);
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

/** A Korean word without its particle, or null. */
export function withoutParticle(word: string): string | null {
  return /^\p{Script=Hangul}+$/u.test(word) && particle.test(word) ? word.replace(particle, "") : null;
}

const particles = new Set(
  "的 之 与 與 和 及 在 对 對 基 于 於 の は を に で が と も へ や から する した による ための における について 및 위한 대한 통한".split(
    " ",
  ),
);

/** Words that are in every title: `的`, `の`. */
export function isParticle(word: string): boolean {
  return particles.has(word);
}
