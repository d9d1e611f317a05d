import type { Answers, Phrase } from "./need.js";
import type { PaperIndex } from "./paper-index.js";

/** How many papers have one of the answers, at most: a paper with two of them counts twice. */
export function answerCount({ words, phrases, venues, years }: Answers, index: PaperIndex): number {
  let count = wordsCount(words.keys(), index);
  for (const phrase of phrases) count += phraseCount(phrase, index);
  for (const venue of venues) count += index.count("venue", venue);
  for (const year of years) count += index.count("year", String(year));
  return count;
}

/** As many papers as have the phrase's rarest word. */
export function phraseCount({ places }: Phrase, index: PaperIndex): number {
  return Math.min(...places.map((place) => wordsCount(place, index)));
}

export function wordsCount(words: Iterable<string>, index: PaperIndex): number {
  let count = 0;
  for (const word of words) count += index.count("text", word);
  return count;
}

/** How rare a need is: the logarithm of all papers per paper that has its best answers. Above 0. */
export function rarity({ words, phrases, venues, years }: Answers, index: PaperIndex): number {
  let best = 0;
  let count = 0;
  for (const [word, match] of words) {
    if (match.quality < best) continue;
    const papers = index.count("text", word);
    count = match.quality > best ? papers : Math.max(count, papers);
    best = match.quality;
  }
  for (const phrase of phrases)
    if (phrase.quality > best) count = Math.max(count, phraseCount(phrase, index));
  for (const venue of venues) count = Math.max(count, index.count("venue", venue));
  for (const year of years) count = Math.max(count, index.count("year", String(year)));
  return Math.log(1 + (index.size + 1) / (count + 1));
}
