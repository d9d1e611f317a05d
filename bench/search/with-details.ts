import type { Paper } from "../../src/catalogue/paper.js";
import type { Searchable } from "../../src/search/entry.js";
import { createRandom } from "./random.js";

const givenNames = "Ann Cy Eve Gil Hana Ivo Jun Kim Lea Min Nia Omar".split(" ");
const surnames = "Li Wang Bee Dee Fay Hay Rossi Novak Sato Khan Gray Bell Chen Marsh Stone Young".split(" ");
const authorsOfPaper = 4;
const titlesOfAbstract = 10;

/**
 * The papers with invented authors, and abstracts made of the words of other titles: so every word that is searched is
 * in many abstracts, as in a list of one field.
 */
export function withDetails(papers: readonly Paper[], seed: number): readonly Searchable[] {
  const random = createRandom(seed);
  return papers.map((paper) => ({
    ...paper,
    details: {
      source: "arxiv",
      title: paper.title,
      authors: Array.from(
        { length: authorsOfPaper },
        () => `${random.pick(givenNames)} ${random.pick(surnames)}`,
      ),
      abstract: Array.from({ length: titlesOfAbstract }, () => random.pick(papers).title).join(". "),
      year: paper.year,
      doi: null,
      journal: null,
      isWithdrawn: false,
    },
  }));
}
