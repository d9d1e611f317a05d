import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growCorpus, readCorpus } from "../../bench/search/corpus.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { createSearch, type Search } from "../../src/search/search.js";
import { defaultPapers, queryOf, vocabulary } from "./fixtures.js";

const many = growCorpus(readCorpus("bench/search/titles.tsv"), 1_200, 3);
const searchMany = createSearch(many, vocabulary);
const searchDefault = createSearch(defaultPapers, vocabulary);

function firstFive(search: Search, text: string): readonly string[] {
  return search.find(queryOf(search, text), 5).hits.map(({ paper }) => paper.id);
}

/** The title with the letter at `at`, counted among the letters of its long words, changed; null without long words. */
function withLetterChanged({ title }: Paper, at: number, letter: string): string | null {
  const letters = [...title.matchAll(/[A-Za-z]{6,}/gu)].flatMap(({ index, 0: word }) =>
    Array.from(word, (_, i) => index + i),
  );
  const place = letters[at % letters.length];
  return place === undefined ? null : title.slice(0, place) + letter + title.slice(place + 1);
}

describe("every paper is among the first five", () => {
  it.each([
    ["the default list", defaultPapers, searchDefault],
    ["over a thousand titles", many, searchMany],
  ])("for its full title, in %s", (_, papers, search) => {
    for (const paper of papers) expect(firstFive(search, paper.title), paper.title).toContain(paper.id);
  });

  it("for its arXiv id", () => {
    for (const { id, arxivId } of defaultPapers) {
      if (arxivId !== null) expect(firstFive(searchDefault, arxivId)).toEqual([id]);
    }
  });

  it("for its title with any letter of any long word changed", () => {
    const letter = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz");
    fc.assert(
      fc.property(fc.constantFrom(...many), fc.nat(), letter, (paper, at, changed) => {
        const text = withLetterChanged(paper, at, changed);
        if (text !== null) expect(firstFive(searchMany, text), text).toContain(paper.id);
      }),
      { numRuns: 500 },
    );
  });
});
