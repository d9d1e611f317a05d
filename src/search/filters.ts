import { listsOf } from "../catalogue/listed-paper.js";
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
export function filterOf({ id, with: wanted, without }: Query): {
  readonly open: boolean;
  readonly passes: Test;
} {
  const tests = [
    ...(id === null ? [] : [(entry: Entry) => isNamed(entry, id)]),
    ...testsOf(wanted),
    ...[...testsOf(without), ...titleTests(without.words)].map(
      (test): Test =>
        (entry) =>
          !test(entry),
    ),
  ];
  return { open: tests.length === 0, passes: (entry) => tests.every((test) => test(entry)) };
}

/** Whether this is the paper's own id, its arXiv id, or one of its links without the scheme. */
function isNamed({ paper }: Entry, id: string): boolean {
  if (paper.id === id || paper.arxivId === id) return true;
  return id.includes("/") && paper.links.some(({ url }) => url.includes(id) && plainUrl(url) === id);
}

function testsOf({ lists, venues, years, has, phrases, title }: Filters): Test[] {
  const [wantedLists, wantedVenues] = [new Set(lists), new Set(venues.map(venueTerm))];
  return [
    ...(lists.length > 0 ? [({ paper }: Entry) => listsOf(paper).some((list) => wantedLists.has(list))] : []),
    ...(venues.length > 0 ? [({ facts }: Entry) => facts.some((fact) => wantedVenues.has(fact))] : []),
    ...(years.length > 0
      ? [({ paper: { year } }: Entry) => year !== null && years.some((range) => inYears(year, range))]
      : []),
    ...has.map(
      (kind): Test =>
        ({ paper }) =>
          paper.links.some((link) => link.kind === kind),
    ),
    ...phrases.map((phrase) => phraseTest(readWords(phrase).words)),
    ...titleTests(title),
  ];
}

function venueTerm(venue: string): string {
  return termOf.venue(venueWord(venue));
}

function phraseTest(phrase: readonly string[]): Test {
  return ({ words }) => words.some((_, start) => phrase.every((word, i) => words[start + i] === word));
}

/** Every word of a text in the title, in any form; split and joined as may be. Single words are many where somebody means harm, and are looked up together. */
function titleTests(texts: readonly string[]): Test[] {
  return texts.map((text) => {
    const { words, joins } = readWords(text);
    const each = words.map((word) => termOf.stem(stem(word)));
    const whole = joins.find(({ from, to }) => from === 0 && to === words.length);
    const joined = whole && termOf.stem(stem(whole.word));
    return (entry) =>
      each.every((term) => hasStem(entry, term)) || (joined !== undefined && hasStem(entry, joined));
  });
}

function hasStem({ stems, spans }: Entry, stem: string): boolean {
  return stems.includes(stem) || spans.some(({ term }) => term === stem);
}
