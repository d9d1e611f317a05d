import { describe, expect, test } from "vitest";
import { pageLine, pageOf, turnButtons } from "../../src/interactions/page-of.js";
import { present } from "../../src/interactions/present.js";
import { share } from "../../src/interactions/share.js";
import {
  accent,
  button,
  linkButton,
  menu,
  rows,
  separator,
  textBlock,
  textView,
} from "../../src/interactions/view.js";

const asker = { kind: "asker" } as const;

describe("a button", () => {
  test("is grey and can be pressed, unless it says otherwise", () => {
    const plain = { type: 2, style: 2, label: "Cite", custom_id: "cite:1", disabled: false };
    expect(button("Cite", "cite:1")).toEqual(plain);
    expect(button("Cite", "cite:1", { emoji: "📝", danger: true, disabled: true })).toEqual({
      ...plain,
      style: 4,
      disabled: true,
      emoji: { name: "📝" },
    });
  });

  test("has a label of one line and at most 80 characters, a dash where nothing is visible", () => {
    expect(button(`a\n${"b".repeat(100)}`, "x").label).toBe(`a ${"b".repeat(77)}…`);
    expect(button("\u200b", "x").label).toBe("–");
  });

  test("leads to a page by a URL that Discord takes", () => {
    expect(linkButton("Read", "https://a.example/x")).toEqual({
      type: 2,
      style: 5,
      label: "Read",
      url: "https://a.example/x",
    });
    expect(linkButton("Read", "ftp://a.example")).toBeNull();
    const longest = `https://a.example/${"x".repeat(512 - "https://a.example/".length)}`;
    expect(linkButton("Read", longest)).not.toBeNull();
    expect(linkButton("Read", `${longest}x`)).toBeNull();
  });

  test("stands in a row of at most five", () => {
    const buttons = ["a", "b", "c", "d", "e", "f"].map((path) => button(path, path));
    expect(rows(buttons).map(({ type, components }) => [type, components.length])).toEqual([
      [1, 5],
      [1, 1],
    ]);
    expect(rows([])).toEqual([]);
  });
});

describe("a menu", () => {
  const options = Array.from({ length: 30 }, (_, index) => ({ label: `No ${index}`, path: `p:${index}` }));

  test("opens the path that is picked, of the first 25", () => {
    const shown = menu("Open", options);
    expect(shown).toMatchObject({ type: 3, custom_id: "go", placeholder: "Open" });
    expect(shown?.options).toEqual(options.slice(0, 25).map(({ label, path }) => ({ label, value: path })));
  });

  test("keeps its texts within Discord's limits, and leaves out a description without letters", () => {
    const [first, second] =
      menu("x".repeat(151), [
        { label: "y".repeat(101), path: "p", description: `${"z".repeat(101)}` },
        { label: "\n", path: "q", description: " \u200b" },
      ])?.options ?? [];
    expect(menu("x".repeat(151), options)?.placeholder).toBe(`${"x".repeat(149)}…`);
    expect(first).toEqual({ label: `${"y".repeat(99)}…`, value: "p", description: `${"z".repeat(99)}…` });
    expect(second).toEqual({ label: "–", value: "q" });
  });

  test("is none without options", () => {
    expect(menu("Open", [])).toBeUndefined();
  });
});

describe("a page of a list", () => {
  const letters = [..."abcdefg"];

  test("is the one that is asked for, the last one beyond it, and one page where there is nothing", () => {
    expect(pageOf(letters, 0, 3)).toEqual({ shown: ["a", "b", "c"], first: 0, current: 0, pages: 3 });
    expect(pageOf(letters, 1, 3)).toEqual({ shown: ["d", "e", "f"], first: 3, current: 1, pages: 3 });
    for (const page of [2, 3, 1e9])
      expect(pageOf(letters, page, 3)).toMatchObject({ shown: ["g"], current: 2 });
    expect(pageOf([], 5, 3)).toEqual({ shown: [], first: 0, current: 0, pages: 1 });
    expect(pageOf(letters, 0, 7).pages).toBe(1);
  });

  test("may be of a list that is known only up to it", () => {
    expect(pageOf(letters.slice(0, 6), 1, 3, 100)).toMatchObject({ shown: ["d", "e", "f"], pages: 34 });
  });

  test("says which it is, where there are several", () => {
    expect(pageLine(pageOf(letters, 1, 3))).toEqual([textBlock("-# Page 2 of 3")]);
    expect(pageLine(pageOf(letters, 0, 7))).toEqual([]);
  });

  test("can be turned, and at either end one button is disabled", () => {
    const at = (page: number) => `at:${page}`;
    const buttons = (page: number) => turnButtons(pageOf(letters, page, 3), at);
    expect(buttons(0)).toEqual([
      button("‹ Previous", "nowhere:previous", { disabled: true }),
      button("Next ›", "at:1"),
    ]);
    expect(buttons(1)).toEqual([button("‹ Previous", "at:0"), button("Next ›", "at:2")]);
    expect(buttons(2)).toEqual([
      button("‹ Previous", "at:1"),
      button("Next ›", "nowhere:next", { disabled: true }),
    ]);
    expect(turnButtons(pageOf(letters, 0, 7), at)).toEqual([]);
  });
});

describe("a view", () => {
  const five = ["a", "b", "c", "d", "e"].map((path) => button(path, path));

  test("is laid out as a container: its texts, a line, its menu, its buttons", () => {
    const choice = menu("Open", [{ label: "One", path: "p" }]);
    if (choice === undefined) throw new Error("there is no menu");
    const view = { ...textView("hello", "you"), menu: choice, buttons: five };
    expect(present(view, asker)).toEqual({
      type: 17,
      accent_color: accent,
      components: [
        textBlock("hello\nyou"),
        separator,
        { type: 1, components: [choice] },
        { type: 1, components: five },
      ],
    });
    expect(present(textView("hello"), asker).components).toEqual([textBlock("hello")]);
  });

  test("with a path can be shared by its asker: the button takes the place of the fifth", () => {
    const view = { ...textView("hello"), buttons: five, path: "hello:1" };
    expect(present(view, asker).components.at(-1)).toEqual({
      type: 1,
      components: [...five.slice(0, 4), button("Share", "share:hello:1", { emoji: "📣" })],
    });
  });

  test("that was shared names who did, and is not shared again", () => {
    const view = { ...textView("hello"), buttons: five.slice(0, 1), path: "hello:1" };
    expect(present(view, { kind: "everyone", sharedBy: "7" }).components).toEqual([
      textBlock("hello"),
      textBlock("-# Shared by <@7>"),
      separator,
      { type: 1, components: five.slice(0, 1) },
    ]);
  });

  test("keeps 4,000 characters of text and 40 components, and says where more was left out", () => {
    const leftOut = "-# There is more than fits into one message.";
    const room = 4000 - leftOut.length;
    const fits = present(textView("x".repeat(room)), asker).components;
    expect(fits).toEqual([textBlock("x".repeat(room))]);
    expect(present(textView("x".repeat(room + 1)), asker).components).toEqual([textBlock(leftOut)]);
    const many = (count: number) => ({
      kind: "view" as const,
      blocks: Array.from({ length: count }, () => separator),
      buttons: five,
    });
    // The container, the line that says so, a line above the buttons, their row and they themselves take nine.
    expect(present(many(31), asker).components).toHaveLength(33);
    expect(present(many(31), asker).components).not.toContainEqual(textBlock(leftOut));
    expect(present(many(32), asker).components).toHaveLength(34);
    expect(present(many(32), asker).components).toContainEqual(textBlock(leftOut));
  });
});

test("a custom_id that shares is told from others by its beginning", () => {
  expect(share.pathOf("share:paper:1:")).toBe("paper:1:");
  expect(share.pathOf("paper:share:")).toBeNull();
});
