/** Accents of Latin, Greek and Cyrillic. The vowel signs of other scripts are letters to their readers, and stay. */
const accents = /[\u0300-\u036f]/gu;
const apostropheInWord = /(?<=\p{L})['’ʼ](?=\p{L})/gu;
const latexCommand = /\\[a-z]+/gu;

/**
 * Plain letters for what looks like them, with case kept: superscripts, ligatures and full-width letters (Unicode
 * NFKD), accents, LaTeX commands and the apostrophe of `don't` are gone. `SPR²Q` becomes `SPR2Q`.
 */
export function plainLetters(text: string): string {
  return text.normalize("NFKD").replace(accents, "").replace(apostropheInWord, "").replace(latexCommand, " ");
}
