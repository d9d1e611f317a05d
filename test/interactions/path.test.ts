import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { optionalNumber, path, rest, wholeNumber, word } from "../../src/interactions/path.js";

const results = path<{ page: number; year: number | null; id: string; query: string }>("search", {
  page: wholeNumber,
  year: optionalNumber,
  id: word,
  query: rest,
});

describe("paths", () => {
  test("read back what they wrote, whatever the text", () => {
    const values = fc.record({
      page: fc.nat(),
      year: fc.option(fc.integer({ min: 1900, max: 2100 })),
      id: fc.stringMatching(/^[a-z0-9]{10}$/),
      query: fc.string({ maxLength: 50 }),
    });
    fc.assert(
      fc.property(values, (values) => {
        const customId = results.at(values);
        expect(results.read(customId.slice("search:".length))).toEqual(values);
      }),
    );
  });

  test("refuse custom_ids of other paths", () => {
    expect(results.read("")).toBeUndefined();
    expect(results.read("page one:2023:x:vit")).toBeUndefined();
    expect(results.read("-1::x:vit")).toBeUndefined();
  });

  test("are never longer than Discord's limit", () => {
    expect(() => results.at({ page: 0, year: null, id: "x", query: "q".repeat(100) })).toThrow(RangeError);
  });
});
