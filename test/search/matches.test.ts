import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matches } from "../../src/search/matches.js";
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
