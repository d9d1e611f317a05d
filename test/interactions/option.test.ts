import { ChannelType } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import {
  channel,
  choice,
  clampChoices,
  flag,
  integer,
  required,
  role,
  text,
} from "../../src/interactions/option.js";
import { UserError } from "../../src/interactions/user-error.js";

describe("a text", () => {
  const title = text("A title", { maxLength: 10 });

  test("is read as one trimmed line, of no more than its length", () => {
    expect(title.read("  two\n words ", "title")).toBe("two words");
    expect(title.read("x".repeat(11), "title")).toBe("x".repeat(10));
  });

  test.each([undefined, "", " \n", 7, true])("of %j is none", (value) => {
    expect(title.read(value, "title")).toBeUndefined();
  });

  test("has 100 characters unless another number is said, and suggestions only where they are made", () => {
    expect(title.json).toMatchObject({ type: 3, max_length: 10, autocomplete: false });
    const suggested = text("A title", { suggest: () => [] });
    expect(suggested.json).toMatchObject({ description: "A title", max_length: 100, autocomplete: true });
    expect([title.required, suggested.required]).toEqual([false, false]);
  });
});

describe("a whole number", () => {
  const year = integer("A year", { min: 1900, max: 2100 });

  test("may be either bound, or left out", () => {
    expect([1900, 2000, 2100].map((value) => year.read(value, "year"))).toEqual([1900, 2000, 2100]);
    expect(year.read(undefined, "year")).toBeUndefined();
  });

  test.each([1899, 2101, 2000.5, Number.NaN, "2000", true])("is not %j", (value) => {
    expect(() => year.read(value, "year")).toThrow(
      new UserError("`year` is a whole number from 1900 to 2100."),
    );
  });

  test("is registered with its bounds", () => {
    const type = { type: 4, min_value: 1900, max_value: 2100, description: "A year" };
    expect(year.json).toEqual({ ...type, autocomplete: false });
    expect(integer("A year", { min: 1900, max: 2100, suggest: () => [] }).json).toEqual({
      ...type,
      autocomplete: true,
    });
    expect(year.required).toBe(false);
  });
});

describe("a choice", () => {
  const since = choice("How far back", ["day", "week"]);

  test("is one of its values, or left out", () => {
    expect(["day", "week", undefined].map((value) => since.read(value, "since"))).toEqual([
      "day",
      "week",
      undefined,
    ]);
    expect(() => since.read("toString", "since")).toThrow(new UserError("`since` is one of: day, week."));
    expect(() => since.read(1, "since")).toThrow(UserError);
  });

  test("is registered with them", () => {
    expect(since).toMatchObject({
      required: false,
      suggest: null,
      json: {
        ...{ type: 3, description: "How far back" },
        choices: [
          { name: "day", value: "day" },
          { name: "week", value: "week" },
        ],
      },
    });
  });
});

test("yes or no is read as such; anything else is left out", () => {
  const thread = flag("Open a thread");
  expect([true, false, "true", 1, undefined].map((value) => thread.read(value, "thread"))).toEqual([
    true,
    false,
    undefined,
    undefined,
    undefined,
  ]);
  expect(thread).toMatchObject({ required: false, suggest: null, json: { type: 5 } });
  expect(thread.json.description).toBe("Open a thread");
});

describe("a channel and a role", () => {
  const options = [channel("Where", [ChannelType.GuildText]), role("Who")] as const;

  test("are ids", () => {
    for (const option of options) {
      expect(option.read("1000000000000000001", "where")).toBe("1000000000000000001");
      expect(option.read(undefined, "where")).toBeUndefined();
      expect(option).toMatchObject({ required: false, suggest: null });
    }
  });

  test.each(["", "abc", "-1", "1 ", " 1", "1e9", "0x1", "1".repeat(21), 1, true])("are not %j", (value) => {
    for (const option of options) {
      expect(() => option.read(value, "where")).toThrow(
        new UserError("`where` is chosen from what Discord offers: pick it from there."),
      );
    }
  });

  test("are registered as what they are", () => {
    expect(options.map(({ json }) => json)).toEqual([
      { type: 7, description: "Where", channel_types: [0] },
      { type: 8, description: "Who" },
    ]);
  });
});

test("a required option is one that must be given", () => {
  const title = required(text("A title"));
  expect(title.required).toBe(true);
  expect(title.read("vit", "title")).toBe("vit");
  expect(() => title.read("", "title")).toThrow(new UserError("`title` is missing: give one and try again."));
});

describe("suggestions", () => {
  test("are the first 25, without values that Discord refuses", () => {
    const many = Array.from({ length: 40 }, (_, value) => ({ name: `Number ${value}`, value }));
    expect(clampChoices(many)).toEqual(many.slice(0, 25));
    const texts = ["", "x".repeat(100), "y".repeat(101)].map((value) => ({ name: "A name", value }));
    expect(clampChoices(texts)).toEqual([{ name: "A name", value: "x".repeat(100) }]);
  });

  test("have names of one line and at most 100 characters; the value stands in for a name without letters", () => {
    const [long, blank] = clampChoices([
      { name: `a\n${"b".repeat(200)}`, value: 1 },
      { name: "\u200b \n", value: 2 },
    ]);
    expect(long).toEqual({ name: `a ${"b".repeat(97)}…`, value: 1 });
    expect(blank).toEqual({ name: "2", value: 2 });
  });
});
