/** Words that say nothing of a paper: they may be missing from it, unless nothing else was typed. */
const stopWords = new Set(
  "a about an and are as at be both by can do does for from how in into is it its many of on or our several some that the their this to use used using via ways we with".split(
    " ",
  ),
);

export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}
