import { memo } from "../catalogue/memo.js";
import { listsOf } from "../catalogue/merged-paper.js";
import { linkKey, paperKeys } from "../catalogue/paper-keys.js";
import { isBy } from "./author-names.js";
import type { Entry } from "./entry.js";
import { type Filters, plainUrl, type Query } from "./query.js";
import { termOf } from "./terms.js";
import { isUnspaced, pairsOf } from "./unspaced.js";
import { readQueryWords, readWords } from "./words.js";

type Test = (entry: Entry) => boolean;

/** Whether a paper passes the filters of a query. */
export const filterOf = memo(({ id, with: wanted, without }: Query): Test => {
  const required = [
    ...(id === null ? [] : [idTest(id)]),
    ...factTests(wanted),
    ...wanted.phrases.map(phraseTest),
    ...wanted.title.map((title) => titleTest([title])),
  ];
  const absent = [...without.title, ...without.words];
  const excluded = [
    ...factTests(without),
    ...without.phrases.map(phraseTest),
    ...(absent.length === 0 ? [] : [titleTest(absent)]),
  ];
  if (required.length + excluded.length === 0) return () => true;
  return (entry) => required.every((test) => test(entry)) && !excluded.some((test) => test(entry));
});

/** Whether this is the paper's own id, its arXiv id, one of its links without the scheme, or another address with its DOI or the like. */
function idTest(id: string): Test {
  const key = id.includes("/") ? linkKey({ kind: "paper", url: `https://${id}` }) : null;
  const names = key === null || /^(?:url|page):/u.test(key) ? null : key;
  return ({ paper }) =>
    paper.id === id ||
    paper.arxivId === id ||
    (id.includes("/") && paper.links.some(({ url }) => url.includes(id) && plainUrl(url) === id)) ||
    (names !== null && paperKeys(paper).strong.includes(names));
}

/** All filters that do not read the title. */
function factTests({ lists, venues, years, has, authors }: Filters): Test[] {
  const terms = new Set(venues.map(termOf.venue));
  const tests: Test[] = has.map((kind) => (entry) => entry.paper.links.some((link) => link.kind === kind));
  if (lists.length > 0) tests.push(({ paper }) => listsOf(paper).some((list) => lists.includes(list)));
  if (authors.length > 0) tests.push(({ paper }) => authors.some((name) => isBy(paper, name)));
  if (venues.length > 0) tests.push(({ facts }) => facts.some((fact) => terms.has(fact)));
  if (years.length > 0) {
    tests.push(({ paper: { year } }) =>
      years.some(({ from, to }) => year !== null && year >= (from ?? year) && year <= (to ?? year)),
    );
  }
  return tests;
}

/** Whether the words are adjacent in the title. */
function phraseTest(text: string): Test {
  const phrase = readWords(text).words;
  return ({ words }) => words.some((_, start) => phrase.every((word, i) => words[start + i] === word));
}

/**
 * Whether the title has all words of one of the texts, in any form, split or joined. Hostile queries have many texts,
 * so they are compared only with titles that have the first word of one.
 */
function titleTest(texts: readonly string[]): Test {
  const alternatives = texts.flatMap((text) => {
    const { words, joins } = readWords(text);
    const whole = joins.filter(({ from, to }) => from === 0 && to === words.length);
    const terms = readQueryWords(text).flatMap((word) => (isUnspaced(word) ? pairsOf(word) : word));
    return [terms.map(termOf.stem), ...whole.map(({ word }) => [termOf.stem(word)])];
  });
  const first = new Set(alternatives.map(([term]) => term));
  return ({ stems, spans }) =>
    (stems.some((stem) => first.has(stem)) || spans.some(({ term }) => first.has(term))) &&
    alternatives.some((terms) =>
      terms.every((term) => stems.includes(term) || spans.some((span) => span.term === term)),
    );
}
