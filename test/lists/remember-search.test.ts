import fc from "fast-check";
import { expect, test } from "vitest";
import { rememberSearch } from "../../src/lists/remember-search.js";
import { createSearch } from "../../src/search/search.js";
import { defaultPapers, vocabulary } from "../search/fixtures.js";

const search = createSearch(defaultPapers, vocabulary);

const texts = fc.oneof(
  fc.constantFrom(
    "ivit",
    "vision transformer",
    "4 bit",
    "venue:cvpr",
    'detr "low bit"',
    "-vit year:2022..2023",
    "nothing like it",
    "year:x",
  ),
  fc.constantFrom(...defaultPapers.map(({ title }) => title)),
  fc.string({ maxLength: 20 }),
);
const limits = fc.constantFrom(undefined, 1, 5, 10, 51);

test("whatever is asked again, the answer is the one of the search", () => {
  const remembering = rememberSearch(search);
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, limits), { minLength: 1, maxLength: 8 }), (asked) => {
      for (const [text, limit] of [...asked, ...asked]) {
        const parsed = remembering.parse(text);
        expect(parsed).toEqual(search.parse(text));
        if (parsed.kind === "query")
          expect(remembering.find(parsed.query, limit)).toEqual(search.find(parsed.query, limit));
      }
    }),
    { numRuns: 60 },
  );
});

test("a page that was looked for before is not looked for again, in whatever order pages are turned", () => {
  let times = 0;
  const counting = rememberSearch({
    ...search,
    find(query, limit) {
      times += 1;
      return search.find(query, limit);
    },
  });
  const find = (limit: number) => {
    const parsed = counting.parse("vision transformer");
    return parsed.kind === "query" ? counting.find(parsed.query, limit) : null;
  };
  const pages = [5, 10, 5, 10, 5].map(find);
  expect(times).toBe(2);
  expect(pages[2]).toBe(pages[0]);
});
