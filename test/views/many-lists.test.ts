import { expect, test } from "vitest";
import { commands } from "../../commands/index.js";
import { routes } from "../../commands/routes.js";
import type { OptionInput } from "../../src/interactions/option.js";
import { noInput } from "../../src/interactions/route.js";
import type { HeldInList } from "../../src/lists/list-runners.js";
import type { Context } from "../../src/views/context.js";
import { showProblems } from "../../src/views/problems-view.js";
import { servedList, viewOver } from "../lists/support.js";
import { paper } from "../search/fixtures.js";
import { contextOf, fixedLists } from "./support.js";

/** What a command shows with options by name, as text. */
async function run(context: Context, name: string, options: Record<string, string> = {}): Promise<string> {
  const command = commands.find((one) => one.name === name);
  const inputs = Object.entries(options).map(([key, value]): [string, OptionInput] => [key, { value }]);
  return JSON.stringify(await command?.execute(new Map(inputs), context));
}

const vit = paper("I-ViT: Integer-only Quantization");
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => servedList(`list-${at}`, at === 0 ? [vit] : []));
const held = (count: number): HeldInList[] =>
  Array.from({ length: count }, (_, at) => ({
    listId: `list-${at}`,
    listName: `The list ${at}`,
    revision: { sha: "a".repeat(40), date: null, url: null },
    reason: "It removes 5 of 6 papers.",
    added: 0,
    removed: 5,
  }));

test("/held shows any number of held revisions in pages, and releases all of them", async () => {
  const released: string[] = [];
  const context = contextOf(viewOver(...many(30)), {
    lists: {
      ...fixedLists,
      held: async () => held(30),
      release: async (listId) => {
        released.push(listId);
        return { kind: "nothing-held" };
      },
    },
    person: { id: "1", mayManage: true },
    guildId: "2",
    channelId: "3",
    operatorGuildId: "2",
  });
  const shown = await run(context, "held");
  expect(shown).toContain("## Revisions of 30 lists are held");
  expect(shown).toContain("Page 1 of 3");
  const all = routes.find(({ name }) => name === "releases");
  const answer = await all?.open("digest", context, noInput);
  if (answer?.kind !== "pending") throw new Error("It does not wait for git.");
  expect(JSON.stringify(await answer.later())).toContain("and 10 more");
  expect(released).toHaveLength(30);
});

test("while lists are being read, /about, /lists and /search say how many, and list: of one says so", async () => {
  const [read, ...others] = many(25);
  if (read === undefined) throw new Error("There is no list.");
  const loading = others.map((list, at) => (at < 3 ? { ...list, isLoading: true } : list));
  const context = contextOf(viewOver(read, ...loading));
  for (const [name, options] of [
    ["about"],
    ["lists"],
    ["search", { query: "quantization integer" }],
  ] as const)
    expect(await run(context, name, options)).toContain("3 of 25 lists are still being read");
  expect(await run(context, "search", { query: "quantization list:list-1" })).toContain(
    "The list is still being read",
  );
  expect(await run(context, "about")).toContain("and 17 more");
});

test("/venues over many venues and years begins with the venues alone, and can be narrowed to a name", async () => {
  const venues = ["ICLR", "NeurIPS", "CVPR Workshops", "CVPR"];
  const papers = venues.flatMap((venue, rank) =>
    Array.from({ length: 20 - rank }, (_, at) =>
      paper(`Paper ${at} of ${venue}`, { venue, year: 2000 + at }),
    ),
  );
  const context = contextOf(viewOver(servedList("one", papers)));
  const shown = await run(context, "venues");
  expect(shown).toContain("## 4 venues");
  expect(shown).toMatch(/\*\*ICLR\*\* · 20 papers, 2000 to 2019.*\*\*NeurIPS\*\* · 19 papers/);
  expect(shown).toContain("By year");
  expect(await run(context, "venues", { name: "workshop" })).toMatch(
    /## 1 venue like “workshop”.*Page 1 of 3/,
  );
  expect(await run(context, "venues", { name: "SIGGRAPH" })).toContain("No venue in the list has “SIGGRAPH”");
});

test("a search narrowed to a list names that list", async () => {
  const other = paper("SmoothQuant: Accurate Quantization");
  const context = contextOf(viewOver(servedList("one", [vit, other]), servedList("two", [])));
  expect(await run(context, "search", { query: "quantization list:one" })).toContain("In The list one");
  expect(await run(context, "search", { query: "quantization" })).toContain("In 2 lists");
});

test("two lists of one name are told apart by their ids", () => {
  const view = viewOver(
    servedList("one", [vit], { name: "Papers" }),
    servedList("two", [], { name: "Papers" }),
    servedList("three", [], { name: "Others" }),
  );
  expect(view.lists.map(({ name }) => name)).toEqual(["Papers (one)", "Papers (two)", "Others"]);
});

test("problems of one kind are one line with their numbers of lines", () => {
  const problem = (line: number, message: string) => ({ line, message });
  const alike = Array.from({ length: 30 }, (_, at) =>
    problem(at + 1, `"Title ${at}" is among papers but has no link and no venue: add one.`),
  );
  const list = servedList("one", [vit], { problems: [problem(99, "Another one."), ...alike] });
  const text = JSON.stringify(showProblems(0, viewOver(list)));
  expect(text).toContain("## 31 entries could not be read");
  expect(text).toContain("30 entries, the first of them");
  expect(text).toContain("lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 18 more");
  expect(text).not.toContain("Page 1");
});
