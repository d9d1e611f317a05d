import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addBeyond } from "../../src/search/add-beyond.js";
import { createBeyondTitles } from "../../src/search/beyond-titles.js";
import { createPaperMatcher } from "../../src/search/match-papers.js";
import { matches } from "../../src/search/matches.js";
import { createPaperIndex } from "../../src/search/paper-index.js";
import { rank } from "../../src/search/rank.js";
import { createSearch } from "../../src/search/search.js";
import { defaultPapers, paper, queryOf, vocabulary } from "./fixtures.js";

const search = createSearch(defaultPapers, vocabulary);
const vit = paper("I-ViT: Integer-only Quantization for Efficient Inference", {
  venue: "ICCV",
  year: 2023,
  has: ["code"],
});

describe("one paper against a query", () => {
  it.each([
    ["", true],
    ["quantization", true],
    ["quantised", true],
    ["ivit", true],
    ["vision transformer", true],
    ["integer only iccv 2023", true],
    ["the quantization of", true],
    ["has:code year:>=2023 venue:iccv", true],
    ["quantization -inference", false],
    ["venue:eccv quantization", false],
    ['"efficient inference"', true],
    ['"inference efficient"', false],
  ])("%s: %s", (text, expected) => {
    expect(matches(queryOf(search, text), vit)).toBe(expected);
  });

  it("is not fooled by a typo or a cut word: a subscription is for years", () => {
    expect(matches(queryOf(search, "pruning"), paper("Tuning Language Models"))).toBe(false);
    expect(matches(queryOf(search, "quant"), paper("Quantum Circuits"))).toBe(false);
  });

  it("finds no paper that the search does not find", () => {
    const words = fc.constantFrom(
      ..."vit quantization bert 4 bit iclr 2022 has:code post training low venue:nips".split(" "),
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), (typed) => {
        const query = queryOf(search, typed.join(" "));
        const found = new Set(search.find(query).hits.map((hit) => hit.paper.id));
        for (const paper of defaultPapers) if (matches(query, paper)) expect(found).toContain(paper.id);
      }),
      { numRuns: 200 },
    );
  });
});

describe("what a search finds by text, the same filter announces", () => {
  const gull = {
    ...paper("GullNet: Vision Transformers on Cliffs", { venue: "ICLR", year: 2024 }),
    authors: "Ann Marrowby, Li Okonwe-Dee",
    lists: ["shores"],
    otherTitles: ["Counting Seabirds with SkyHarbour"],
    addedLinks: {},
  };

  it.each([
    ["marrowby", true],
    ["vit marrowby", true],
    ["okonwe dee gull net", true],
    ["li iclr 2024", true],
    ["seabirds counted", true],
    ["skyharbour", true],
    ["sky harbour marrowby", true],
    ["a seabird of cliffs", true],
    ["marrow", false],
    ["marrowby pruning", false],
    ["marrowby -cliffs", false],
  ])("%s: %s", (text, expected) => {
    const query = queryOf(search, text);
    expect(matches(query, gull)).toBe(expected);
    expect(createPaperMatcher([gull], vocabulary)(query)).toEqual(expected ? [gull] : []);
  });

  it("whichever words are in a title, among the authors, or in the title of another list", () => {
    // No word is the beginning of another one or nearly one: what is only guessed is not announced.
    const words =
      "lanternfish harbourmaster quicksilver windmilling mudskippers tortoiseshell glasshouse drumbeater peppercorn vision transformer vit the".split(
        " ",
      );
    const text = (least: number) =>
      fc.array(fc.constantFrom(...words), { minLength: least, maxLength: 4 }).map((some) => some.join(" "));
    const some = fc.array(
      fc.record({ title: text(1), authors: fc.option(text(1)), other: fc.option(text(1)) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(some, text(1), (titled, typed) => {
        const papers = titled.map(({ title, authors, other }, i) => {
          const { id, ...rest } = paper(title);
          const otherTitles = other === null ? [] : [other];
          return { ...rest, id: `${id}${i}`, authors, lists: ["a"], otherTitles, addedLinks: {} };
        });
        const [index, beyond] = [createPaperIndex(vocabulary), createBeyondTitles()];
        for (const _ of index.adding(papers));
        for (const one of papers) beyond.add(one);
        const query = queryOf(search, typed);
        const isVisible = () => true;
        const ranking = rank(query, index, { isVisible, byAuthor: beyond.byAuthor });
        const found = addBeyond(query, ranking, { index, beyond, isVisible });
        for (const { entry, hasAll, isGuess } of found.ranked)
          if (hasAll && !isGuess) expect(matches(query, entry.paper), JSON.stringify(entry.paper)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
