import type { Entry } from "./paper-index.js";
import { plainUrl } from "./pasted-id.js";
import type { Filters, Query } from "./query.js";
import { stem } from "./stem.js";
import { venueWord } from "./venue-word.js";
import { readWords } from "./words.js";
import { inYears } from "./years.js";

export type Filter = (entry: Entry) => boolean;

/** The query's filters as one test, everything that does not depend on the paper worked out once. */
export function filterOf(query: Query): Filter {
  const tests = [...testsOf(query.with, "all"), ...testsOf(query.without, "none"), ...wordTests(query)];
  if (query.id !== null) tests.unshift(idTest(query.id));
  return (entry) => tests.every((test) => test(entry));
}

/** `all` of the filters must hold, or `none` of what each of them names. */
function testsOf(filters: Filters, mode: "all" | "none"): Filter[] {
  const wanted = mode === "all";
  const tests: Filter[] = [];
  if (filters.venues.length > 0) {
    const venues = new Set(filters.venues.map(venueWord));
    tests.push((entry) => venues.has(entry.venue) === wanted);
  }
  if (filters.years.length > 0) {
    tests.push(
      ({ paper }) =>
        filters.years.some((range) => paper.year !== null && inYears(paper.year, range)) === wanted,
    );
  }
  for (const kind of filters.has) {
    tests.push(({ paper }) => paper.links.some((link) => link.kind === kind) === wanted);
  }
  for (const phrase of filters.phrases) {
    const words = readWords(phrase).words;
    tests.push((entry) => hasRun(entry.words, words) === wanted);
  }
  for (const title of filters.title) {
    const has = titleTest(title);
    tests.push((entry) => has(entry) === wanted);
  }
  return tests;
}

function wordTests(query: Query): Filter[] {
  return query.without.words.map((word) => {
    const has = titleTest(word);
    return (entry) => !has(entry);
  });
}

/** Every word in the title, in any form, split and joined as may be. */
function titleTest(text: string): Filter {
  const { words, joins } = readWords(text);
  const whole = joins.find((join) => join.from === 0 && join.to === words.length)?.word;
  const stems = words.map(stem);
  return (entry) =>
    stems.every((root, i) => hasWord(entry, words[i] ?? "", root)) ||
    (whole !== undefined && hasWord(entry, whole, stem(whole)));
}

function hasWord(entry: Entry, word: string, root: string): boolean {
  return (
    entry.words.some((other) => other === word || stem(other) === root) ||
    entry.joins.some((join) => join.word === word || stem(join.word) === root)
  );
}

function hasRun(words: readonly string[], run: readonly string[]): boolean {
  return words.some((_, start) => run.every((word, i) => words[start + i] === word));
}

function idTest(id: string): Filter {
  return ({ paper }) =>
    paper.id === id || paper.arxivId === id || paper.links.some((link) => plainUrl(link.url) === id);
}
