import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  optionalNumber,
  optionalSnowflake,
  path,
  rest,
  snowflake,
  wholeNumber,
  word,
} from "../../src/interactions/path.js";

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

describe("the parts of a path", () => {
  test.each([
    ["0", 0],
    ["zzzzzzzzzzz", 36 ** 11 - 1],
    ["zzzzzzzzzzzz", undefined],
    ["-1", undefined],
    ["1 ", undefined],
    ["A", undefined],
    ["", undefined],
  ])("%j is the whole number %s", (text, number) => {
    expect(wholeNumber.read(text)).toBe(number);
    expect(optionalNumber.read(text)).toBe(text === "" ? null : number);
  });

  test("write a Discord id shorter, and read it back", () => {
    for (const id of ["0", "1000000000000001001", String(2n ** 64n - 1n)]) {
      expect(snowflake.read(snowflake.write(id))).toBe(id);
      expect(optionalSnowflake.read(optionalSnowflake.write(id))).toBe(id);
    }
    expect(optionalSnowflake.read(optionalSnowflake.write(null))).toBeNull();
  });

  test.each(["", "-1", "1 ", " 1", "A", "1:", "1".repeat(14), "<@1>"])("%j is not a Discord id", (text) => {
    expect(snowflake.read(text)).toBeUndefined();
    if (text !== "") expect(optionalSnowflake.read(text)).toBeUndefined();
  });

  test("a word has no colon, and free text may", () => {
    expect([word.read("a b"), word.read("a:b"), rest.read("a:b")]).toEqual(["a b", undefined, "a:b"]);
  });

  test("say how much room is left for the last one", () => {
    const values = { page: 0, year: null, id: "x", query: "" };
    const room = results.maxLength(values);
    expect(results.at({ ...values, query: "q".repeat(room) })).toHaveLength(100);
    expect(() => results.at({ ...values, query: "q".repeat(room + 1) })).toThrow(RangeError);
  });
});
