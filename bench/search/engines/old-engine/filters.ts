import { listsOf } from "../../../../src/catalogue/listed-paper.js";
import { wordsCount } from "./answer-count.js";
import type { Dictionary } from "./dictionary.js";
import type { Entry, PaperIndex } from "./paper-index.js";
import { isNamed } from "./papers-named.js";
import type { Filters, Query } from "./query.js";
import { venueWord } from "./venue-word.js";
import { readWords } from "./words.js";
import { inYears } from "./years.js";

/** The query's filters, everything that does not depend on the paper worked out once. */
export interface Filter {
  passes(entry: Entry): boolean;
  /** There is nothing to pass. */
  readonly open: boolean;
  /** What one paper costs at most. */
  readonly steps: number;
}

type Test = (entry: Entry) => boolean;

/** What a test of a title's words costs, and how many years are compared in one step. */
const wordSteps = 16;
const yearsInStep = 4;
/** Papers with an excluded word are collected beforehand where they are so few. */
const mostCollected = 50_000;

export function filterOf(query: Query, index: PaperIndex): Filter {
  const { id } = query;
  const { dictionary } = index;
  const excluded = exclusion(query.without.words, index);
  const quick = [
    ...(id === null ? [] : [(entry: Entry) => isNamed(entry, id)]),
    ...testsOf(query.with),
    ...testsOf(query.without).map(not),
    ...excluded.quick,
  ];
  const slow = [
    ...wordTestsOf(query.with, dictionary),
    ...wordTestsOf(query.without, dictionary).map(not),
    ...excluded.slow,
  ];
  const tests = [...quick, ...slow];
  const years = query.with.years.length + query.without.years.length;
  return {
    passes: (entry) => tests.every((test) => test(entry)),
    open: tests.length === 0,
    steps: 1 + Math.floor(years / yearsInStep) + slow.length * wordSteps,
  };
}

/** What a paper has beside its title. */
function testsOf(filters: Filters): Test[] {
  const tests: Test[] = [];
  if (filters.lists.length > 0) {
    const wanted = new Set(filters.lists);
    tests.push(({ paper }) => listsOf(paper).some((list) => wanted.has(list)));
  }
  if (filters.venues.length > 0) {
    const venues = new Set(filters.venues.map(venueWord));
    tests.push((entry) => venues.has(entry.venue));
  }
  if (filters.years.length > 0) {
    tests.push(({ paper: { year } }) => year !== null && filters.years.some((range) => inYears(year, range)));
  }
  for (const kind of filters.has) tests.push(({ paper }) => paper.links.some((link) => link.kind === kind));
  return tests;
}

function wordTestsOf(filters: Filters, dictionary: Dictionary): Test[] {
  const runs = filters.phrases.map((phrase) => readWords(phrase).words);
  return [
    ...runs.map(
      (run): Test =>
        (entry) =>
          hasRun(entry.words, run),
    ),
    ...filters.title.map((title) => titleTest(title, dictionary)),
  ];
}

/** Words of one part are looked for all at once, since a long row of them is as easily typed as one. */
function exclusion(texts: readonly string[], index: PaperIndex): { quick: Test[]; slow: Test[] } {
  const single = new Set<string>();
  const slow: Test[] = [];
  for (const text of texts) {
    const { words } = readWords(text);
    const [word] = words;
    if (words.length !== 1 || word === undefined) slow.push(not(titleTest(text, index.dictionary)));
    else for (const answer of answersTo(word, index.dictionary)) single.add(answer);
  }
  if (single.size === 0) return { quick: [], slow };
  if (wordsCount(single, index) > mostCollected) {
    return { quick: [], slow: [...slow, (entry) => !hasWord(entry, single)] };
  }
  const excluded = new Set<number>();
  for (const word of single) index.visit("text", word, ({ number }) => excluded.add(number).size > 0);
  return { quick: [(entry) => !excluded.has(entry.number)], slow };
}

function not(test: Test): Test {
  return (entry) => !test(entry);
}

/** Every word in the title, in any form; split and joined as may be. */
function titleTest(text: string, dictionary: Dictionary): Test {
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
  for (const word of entry.words) if (answers.has(word)) return true;
  for (const join of entry.joins) if (answers.has(join.word)) return true;
  return false;
}

function hasRun(words: readonly string[], run: readonly string[]): boolean {
  return words.some((_, start) => run.every((word, i) => words[start + i] === word));
}
