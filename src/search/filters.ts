import type { Dictionary } from "./dictionary.js";
import type { Entry } from "./paper-index.js";
import { plainUrl } from "./pasted-id.js";
import type { Filters, Query } from "./query.js";
import { venueWord } from "./venue-word.js";
import { readWords } from "./words.js";
import { inYears } from "./years.js";

export type Filter = (entry: Entry) => boolean;

/** The query's filters as one test, everything that does not depend on the paper worked out once. */
export function filterOf(query: Query, dictionary: Dictionary): Filter {
  const tests = [
    ...testsOf(query.with, true, dictionary),
    ...testsOf(query.without, false, dictionary),
    ...withoutTests(query.without.words, dictionary),
  ];
  if (query.id !== null) tests.unshift(idTest(query.id));
  return (entry) => tests.every((test) => test(entry));
}

/** What each filter names must be there, or with `wanted` false must not. */
function testsOf(filters: Filters, wanted: boolean, dictionary: Dictionary): Filter[] {
  const tests: Filter[] = [];
  if (filters.venues.length > 0) {
    const venues = new Set(filters.venues.map(venueWord));
    tests.push((entry) => venues.has(entry.venue));
  }
  if (filters.years.length > 0) {
    tests.push(({ paper: { year } }) => year !== null && filters.years.some((range) => inYears(year, range)));
  }
  for (const kind of filters.has) tests.push(({ paper }) => paper.links.some((link) => link.kind === kind));
  for (const phrase of filters.phrases) {
    const run = readWords(phrase).words;
    tests.push((entry) => hasRun(entry.words, run));
  }
  tests.push(...filters.title.map((title) => titleTest(title, dictionary)));
  return wanted ? tests : tests.map(not);
}

/** Words of one part are looked for all at once, since a long row of them is as easily typed as one. */
function withoutTests(texts: readonly string[], dictionary: Dictionary): Filter[] {
  const single = new Set<string>();
  const tests: Filter[] = [];
  for (const text of texts) {
    const { words } = readWords(text);
    const [word] = words;
    if (words.length !== 1 || word === undefined) tests.push(not(titleTest(text, dictionary)));
    else for (const answer of answersTo(word, dictionary)) single.add(answer);
  }
  if (single.size > 0) tests.push((entry) => !hasWord(entry, single));
  return tests;
}

function not(test: Filter): Filter {
  return (entry) => !test(entry);
}

/** Every word in the title, in any form; split and joined as may be. */
function titleTest(text: string, dictionary: Dictionary): Filter {
  const { words, joins } = readWords(text);
  const each = words.map((word) => answersTo(word, dictionary));
  const whole = joins.find((join) => join.from === 0 && join.to === words.length);
  const joined = whole ? answersTo(whole.word, dictionary) : null;
  return (entry) => each.every((set) => hasWord(entry, set)) || (joined !== null && hasWord(entry, joined));
}

function answersTo(word: string, dictionary: Dictionary): ReadonlySet<string> {
  return new Set([word, ...dictionary.forms(word)]);
}

function hasWord(entry: Entry, answers: ReadonlySet<string>): boolean {
  return entry.words.some((word) => answers.has(word)) || entry.joins.some((join) => answers.has(join.word));
}

function hasRun(words: readonly string[], run: readonly string[]): boolean {
  return words.some((_, start) => run.every((word, i) => words[start + i] === word));
}

function idTest(id: string): Filter {
  return ({ paper }) =>
    paper.id === id || paper.arxivId === id || paper.links.some((link) => plainUrl(link.url) === id);
}
