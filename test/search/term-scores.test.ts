import fc from "fast-check";
import MiniSearch from "minisearch";
import { expect, test } from "vitest";
import { toEntry } from "../../src/search/entry.js";
import { type Indexed, scoreTerms } from "../../src/search/term-scores.js";
import { paper, vocabulary } from "./fixtures.js";

const word = fc.constantFrom("tide", "harbour", "kelp", "owl", "hawk", "gull", "reef");
const documents = fc.array(fc.uniqueArray(word, { minLength: 1 }), { minLength: 1, maxLength: 30 });
const boosts = fc.uniqueArray(fc.tuple(word, fc.constantFrom(0.5, 1, 2)), {
  minLength: 1,
  maxLength: 4,
  selector: ([term]) => term,
});

/** In the order of their numbers where nothing else tells them apart. */
const entryOf = (number: number) => toEntry(paper(titleOf(number)), vocabulary);
const titleOf = (number: number) => `Paper ${String(number).padStart(3, "0")}`;

test("the scores and the order are MiniSearch's", () => {
  fc.assert(
    fc.property(documents, boosts, (all, boosted) => {
      const papers: Indexed[] = all.map((terms, i) => ({ entry: entryOf(i), length: terms.length }));
      const miniSearch = new MiniSearch<{ id: number; terms: string }>({ fields: ["terms"] });
      miniSearch.addAll(all.map((terms, id) => ({ id, terms: terms.join(" ") })));
      const terms = new Map<string, number>(boosted);
      const query = [...terms.keys()].join(" ");
      const boostTerm = (term: string) => terms.get(term) ?? 1;
      const rounded = ({ score }: { readonly score: number }) => Math.round(score * 1e9);
      const expected = miniSearch
        .search(query, { boostTerm })
        .toSorted((a, b) => rounded(b) - rounded(a) || a.id - b.id);

      const averageLength = all.reduce((sum, { length }) => sum + length, 0) / all.length;
      const having = (term: string) => papers.filter((_, i) => all[i]?.some((own) => own === term));
      const wanted = boosted.map(([term, boost]) => ({ boost, papers: having(term) }));
      const ranked = scoreTerms(wanted, () => true, { papers: all.length, averageLength });
      expect(ranked.map(([{ paper }]) => paper.title)).toEqual(expected.map(({ id }) => titleOf(id)));
      for (const [i, [, score]] of ranked.entries()) expect(score).toBeCloseTo(expected[i]?.score ?? 0, 9);
    }),
  );
});

test("a paper that may not be found counts for how rare a term is", () => {
  const scoresAmong = (...numbers: number[]) => {
    const papers = numbers.map((number) => ({ entry: entryOf(number), length: 2 }));
    const isFirst = ({ paper }: Indexed["entry"]) => paper.title === titleOf(1);
    const ranked = scoreTerms([{ boost: 1, papers }], isFirst, { papers: 10, averageLength: 2 });
    return ranked.map(([, score]) => score);
  };
  expect(scoresAmong(1, 2)).toHaveLength(1);
  expect(scoresAmong(1, 2)[0]).toBeLessThan(scoresAmong(1)[0] ?? 0);
});
