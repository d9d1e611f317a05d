/** Combining accents of Latin, Greek and Cyrillic. The vowel signs of other scripts are marks too, but stay. */
const accents = /[\u0300-\u036f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: every character of ASCII
const isAscii = /^[\u0000-\u007F]*$/;
const notLetterOrDigit = /[^\p{L}\p{M}\p{N}]+/gu;

/**
 * Equal for all spellings of one title: lower-case letters and digits of any script, nothing else.
 *
 * Superscripts, ligatures and full-width letters become plain ones (Unicode NFKC); accents, case, punctuation and white
 * space are dropped: `I-ViT: X` equals `I ViT – x`, `P²-ViT` equals `P^2-ViT`. A title without any letter or digit is
 * returned as it is, so the result is empty only for an empty title.
 */
export function normaliseTitle(title: string): string {
  if (isAscii.test(title)) return lettersAndDigits(title.toLowerCase()) || title.trim() || title;
  const folded = title.normalize("NFKD").replace(accents, "").toLowerCase();
  return folded.replace(notLetterOrDigit, "").normalize("NFC") || title.trim() || title;
}

/** Joined: with the others replaced one by one, each piece would be an object of its own for as long as the text is kept. */
function lettersAndDigits(text: string): string {
  return text.match(/[a-z0-9]+/g)?.join("") ?? "";
}
