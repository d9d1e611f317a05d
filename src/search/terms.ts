/**
 * What the index knows papers by. A word is a term as it is; the sign before each of the others keeps them apart from words,
 * which have none.
 */
export const termOf = {
  stem: (stem: string) => `~${stem}`,
  concept: (id: string) => `#${id.replaceAll(" ", "_")}`,
  venue: (word: string) => `@${word}`,
  year: (year: number) => `@${year}`,
} as const;

export function isWord(term: string): boolean {
  return !/^[~#@]/u.test(term);
}

export function isStem(term: string): boolean {
  return term.startsWith("~");
}
