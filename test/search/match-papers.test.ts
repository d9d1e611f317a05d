import fc from "fast-check";
import { expect, test } from "vitest";
import { createPaperMatcher } from "../../src/search/match-papers.js";
import { matches } from "../../src/search/matches.js";
import { createSearch } from "../../src/search/search.js";
import { defaultPapers, paper, vocabulary } from "./fixtures.js";

const search = createSearch(defaultPapers, vocabulary);
const titles = defaultPapers.flatMap(({ title }) => title.split(/[\s:]+/));
/** Words of titles as people write them: joined, split, cut and capitalised differently. */
const word = fc
  .tuple(fc.constantFrom(...titles), fc.constantFrom(...titles), fc.integer({ min: 0, max: 9 }))
  .map(([one, other, way]) => {
    if (way === 0) return one + other;
    if (way === 1) return one.replace(/-/g, "");
    if (way === 2) return one.replace(/(?<=.{3})(?=.)/u, " ");
    if (way === 3) return one.slice(0, -1);
    return way === 4 ? one.toUpperCase() : one;
  });
const part = fc.oneof(
  { weight: 5, arbitrary: word },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ..."vit|vision transformer|llm|4 bit|int8|w4a8|the|of|iclr|neurips 22|2023|smoothquant|post training|ptq".split(
        "|",
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...'has:code|year:2023|year:>=2022|venue:iclr|-venue:iclr|-quantization|title:quant|"low bit"|-"low bit"|id:2211.10438'.split(
        "|",
      ),
    ),
  },
);
const texts = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(" "));
const papers = fc.oneof(
  fc.subarray([...defaultPapers], { maxLength: 12 }),
  fc.array(
    fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => paper(words.join(" "))),
    { maxLength: 8 },
  ),
);

test("finds for any query just the papers that match it alone", () => {
  const property = fc.property(fc.array(texts, { maxLength: 8 }), papers, (queries, some) => {
    const find = createPaperMatcher(some, vocabulary);
    for (const text of queries) {
      const parsed = search.parse(text);
      if (parsed.kind === "invalid") continue;
      expect(find(parsed.query)).toEqual(some.filter((one) => matches(parsed.query, one)));
    }
  });
  fc.assert(property, { numRuns: 150 });
});

test("finds a name that the title writes as two or three words, and the other way round", () => {
  const some = [paper("Smooth Quant for All"), paper("FewBitBackward"), paper("Few Bit Backward Passes")];
  const find = (text: string) => {
    const parsed = search.parse(text);
    return parsed.kind === "query"
      ? createPaperMatcher(some, vocabulary)(parsed.query).map(({ title }) => title)
      : null;
  };
  expect(find("smoothquant")).toEqual(["Smooth Quant for All"]);
  expect(find("fewbitbackward")).toEqual(["FewBitBackward", "Few Bit Backward Passes"]);
  expect(find("few bit backward")).toEqual(["FewBitBackward", "Few Bit Backward Passes"]);
  expect(find("the of")).toEqual([]);
});
