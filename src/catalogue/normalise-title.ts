/** Combining accents of Latin, Greek and Cyrillic; the vowel signs of other scripts are marks too, and stay. */
const accents = /[\u0300-\u036f]/g;
const notLetterOrDigit = /[^\p{L}\p{M}\p{N}]+/gu;

/**
 * What two spellings of one title have in common: small letters and digits of any script, nothing else.
 *
 * Superscripts, ligatures and full-width letters are folded to plain ones (Unicode NFKC), accents go, and so do case,
 * punctuation and white space: `I-ViT: X` equals `I ViT – x`, `P²-ViT` equals `P^2-ViT`. Never empty for a title
 * that is not: a title without any letter or digit stands for itself.
 */
export function normaliseTitle(title: string): string {
  const folded = title.normalize("NFKD").replace(accents, "").toLowerCase();
  return folded.replace(notLetterOrDigit, "").normalize("NFC") || title.trim() || title;
}
