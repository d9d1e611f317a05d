import { listsOf } from "../catalogue/merged-paper.js";
import type { Entry } from "./entry.js";
import { plainUrl } from "./pasted-id.js";
import type { Filters, Query } from "./query.js";
import { stem } from "./stem.js";
import { termOf } from "./terms.js";
import { venueWord } from "./venue-word.js";
import { readWords } from "./words.js";
import { inYears } from "./years.js";

type Test = (entry: Entry) => boolean;

/** What the query's filters ask of a paper; everything that does not depend on the paper is worked out once. */
export function filterOf({ id, with: wanted, without }: Query): Test {
  const unwanted = [
    ...factTests(without),
    ...without.phrases.map(phraseTest),
    anyTitleTest([...without.title, ...without.words]),
  ];
  const tests = [
    ...(id === null ? [] : [(entry: Entry) => isNamed(entry, id)]),
    ...factTests(wanted),
    ...wanted.phrases.map(phraseTest),
    ...wanted.title.map((title) => anyTitleTest([title])),
  ];
  return (entry) => tests.every((test) => test(entry)) && !unwanted.some((test) => test(entry));
}

/** Whether this is the paper's own id, its arXiv id, or one of its links without the scheme. */
function isNamed({ paper }: Entry, id: string): boolean {
  if (paper.id === id || paper.arxivId === id) return true;
  return id.includes("/") && paper.links.some(({ url }) => url.includes(id) && plainUrl(url) === id);
}

/** What a paper has beside its title. */
function factTests({ lists, venues, years, has }: Filters): Test[] {
  const terms = new Set(venues.map((venue) => termOf.venue(venueWord(venue))));
  const tests: Test[] = has.map((kind) => (entry) => entry.paper.links.some((link) => link.kind === kind));
  if (lists.length > 0) tests.push(({ paper }) => listsOf(paper).some((list) => lists.includes(list)));
  if (venues.length > 0) tests.push(({ facts }) => facts.some((fact) => terms.has(fact)));
  if (years.length > 0) {
    tests.push(({ paper: { year } }) => year !== null && years.some((range) => inYears(year, range)));
  }
  return tests;
}

/** The words side by side. */
function phraseTest(text: string): Test {
  const phrase = readWords(text).words;
  return ({ words }) => words.some((_, start) => phrase.every((word, i) => words[start + i] === word));
}

/**
 * All words of one of the texts in the title, in any form, split and joined as may be. A long row of them is as easily typed as one, so a
 * title without any of their words is looked through once.
 */
function anyTitleTest(texts: readonly string[]): Test {
  const wanted = texts.map((text) => {
    const { words, joins } = readWords(text);
    const whole = joins.find(({ from, to }) => from === 0 && to === words.length);
    return { each: words.map(stemTerm), joined: whole ? stemTerm(whole.word) : null };
  });
  const enough = new Set(
    wanted.flatMap(({ each, joined }) => [...(each.length === 1 ? each : []), joined ?? []].flat()),
  );
  const several = wanted.filter(({ each }) => each.length > 1);
  const needed = new Set(several.flatMap(({ each }) => each[0] ?? []));
  return (entry) =>
    hasTerm(entry, enough) ||
    (hasTerm(entry, needed) &&
      several.some(({ each }) =>
        each.every((term) => entry.stems.includes(term) || entry.spans.some((span) => span.term === term)),
      ));
}

function stemTerm(word: string): string {
  return termOf.stem(stem(word));
}

function hasTerm({ stems, spans }: Entry, terms: ReadonlySet<string>): boolean {
  return (
    terms.size > 0 && (stems.some((stem) => terms.has(stem)) || spans.some(({ term }) => terms.has(term)))
  );
}
