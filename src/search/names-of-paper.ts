import { authorNames } from "./author-names.js";
import type { Searchable } from "./entry.js";
import { termOf } from "./terms.js";
import { isStopWord, readWords } from "./words.js";

/** What names a paper besides its title. */
export interface Names {
  /** The stems, as terms, of the titles that other lists give it. */
  readonly otherTitles: ReadonlySet<string>;
  /** The words of its authors' names, but for initials. */
  readonly authors: ReadonlySet<string>;
}

/** What names a paper besides its title, in the words that a search and a filter compare. */
export function namesOf(paper: Searchable): Names {
  return {
    otherTitles: setOf("otherTitles" in paper ? paper.otherTitles.flatMap(titleTerms) : []),
    authors: setOf(
      authorNames(paper)
        .flat()
        .filter((word) => word.length > 1),
    ),
  };
}

/** Whether a word is one of these. */
export function isNamed(word: string, { otherTitles, authors }: Names): boolean {
  return !isStopWord(word) && (authors.has(word) || otherTitles.has(termOf.stem(word)));
}

const noWords: ReadonlySet<string> = new Set();

export function setOf(words: readonly string[]): ReadonlySet<string> {
  return words.length === 0 ? noWords : new Set(words);
}

/** With what was written as one word: `GullNet` is found by `gullnet` and by `gull net`. */
function titleTerms(title: string): string[] {
  return [...contentTerms(title), ...readWords(title).joins.map(({ word }) => termOf.stem(word))];
}

/** The stems of a text's words, as terms. */
export function contentTerms(text: string): string[] {
  return readWords(text)
    .words.filter((word) => !isStopWord(word))
    .map(termOf.stem);
}
