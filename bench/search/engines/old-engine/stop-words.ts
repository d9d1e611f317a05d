/** Words that say nothing of a paper: they may be missing from it, unless nothing else was typed. */
const stopWords = new Set(
  "a an and are as at be by can do does for from how in into is it its of on or our that the their this to via we with".split(
    " ",
  ),
);

export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}
