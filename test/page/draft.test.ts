import type { APIApplicationCommand } from "discord-api-types/v10";
import { describe, expect, it } from "vitest";
import { checkDraft } from "../../src/sandbox/page/composer/check-draft.js";
import {
  dropField,
  pickChoice,
  readTyped,
  shownOptions,
  startDraft,
  typeInto,
} from "../../src/sandbox/page/composer/draft.js";
import { filterRunnables, readName } from "../../src/sandbox/page/composer/read-name.js";
import { listRunnables, type Runnable } from "../../src/sandbox/page/composer/runnable.js";
import type { World } from "../../src/sandbox/protocol.js";

const world: World = {
  server: { id: "1", name: "Server" },
  bot: { id: "2", name: "Bot", online: true },
  channels: [
    { id: "10", name: "papers", type: 0, topic: null, parentId: null },
    { id: "11", name: "news", type: 5, topic: null, parentId: null },
    { id: "12", name: "Bot", type: 1, topic: null, parentId: null },
  ],
  people: [{ id: "20", name: "Mira", admin: false, colour: "#000000" }],
  roles: [{ id: "30", name: "@everyone", colour: "#000000" }],
  panels: [],
};

const searchCommand: Runnable = {
  path: "search",
  description: "Finds",
  options: [
    { type: 3, name: "query", description: "Words", required: true, max_length: 20 },
    { type: 4, name: "year", description: "When", min_value: 1990 },
    { type: 3, name: "has", description: "Link", choices: [{ name: "Code", value: "code" }] },
    { type: 5, name: "exact", description: "Exactly" },
    { type: 7, name: "where", description: "Channel", channel_types: [5] },
  ],
};

const listsCommand: Runnable = { path: "lists add", description: "Adds a list", options: [] };

const typed = (text: string) => {
  const draft = readTyped(text, [searchCommand, listsCommand]);
  if (!draft) throw new Error(`${text} names no command`);
  const { values, wrong } = checkDraft(draft, world);
  return { values, wrong };
};

describe("a complete command", () => {
  it("assigns text to the first option and to named options", () => {
    expect(typed("/search vit year:2023")).toEqual({ values: { query: "vit", year: 2023 }, wrong: {} });
    expect(typed("/search query:low bit vit has:CODE exact:true where:#news")).toEqual({
      values: { query: "low bit vit", has: "code", exact: true, where: "11" },
      wrong: {},
    });
  });

  it("runs with filters alone where the words are optional", () => {
    const filters: Runnable = {
      ...searchCommand,
      options: searchCommand.options.map((option) => ({ ...option, required: false })),
    };
    for (const [text, values] of [
      ["/search has:code", { has: "code" }],
      ["/search year:2023 has:code", { year: 2023, has: "code" }],
      ["/search venue:iclr", { query: "venue:iclr" }],
    ] as const) {
      const draft = readTyped(text, [filters]);
      if (!draft) throw new Error(`${text} names no command`);
      expect(checkDraft(draft, world)).toMatchObject({ values, wrong: {} });
    }
  });

  it("leaves no text in the first option after a name was typed there letter by letter", () => {
    const onlyOptional = {
      ...searchCommand,
      options: searchCommand.options.filter(({ required }) => !required),
    };
    const draft = ["h", "ha", "has", "has:"].reduce(
      (before, text) => typeInto(before, "year", text),
      startDraft(onlyOptional),
    );
    expect(draft.active).toBe("has");
    expect(shownOptions(draft).map(({ name }) => name)).toEqual(["has"]);
  });

  it("keeps colons that do not follow an option's name", () => {
    expect(typed("/search Q-ViT: a b:c").values).toEqual({ query: "Q-ViT: a b:c" });
  });

  it("accepts dots, commas and comparison signs in an option's value", () => {
    const options = ["query", "year", "venue"].map((name) => ({ type: 3, name, description: "" }) as const);
    const values = (text: string) => {
      const draft = readTyped(text, [{ path: "search", description: "", options }]);
      return draft && checkDraft(draft, world).values;
    };
    expect(values("/search vit year:2022..2024")).toEqual({ query: "vit", year: "2022..2024" });
    expect(values("/search year:>=2023 venue:iclr,icml")).toEqual({ year: ">=2023", venue: "iclr,icml" });
    expect(values("/search vit venue:iclr, icml year:<2020")).toEqual({
      query: "vit",
      venue: "iclr, icml",
      year: "<2020",
    });
  });

  it("requires a finished command name", () => {
    expect(readTyped("/search", [searchCommand])).toBeUndefined();
    expect(readTyped("/searching x", [searchCommand])).toBeUndefined();
    expect(readTyped("/lists add ", [searchCommand, listsCommand])?.command).toBe(listsCommand);
  });

  it("reports the problem of each option", () => {
    expect(typed("/search year:soon has:video where:#papers").wrong).toEqual({
      query: "query is required.",
      year: "Enter a whole number.",
      has: "Choose one from the list.",
      where: "Choose one from the list.",
    });
    expect(typed("/search aaaaaaaaaaaaaaaaaaaaa year:1980").wrong).toEqual({
      query: "At most 20 characters.",
      year: "At least 1990.",
    });
  });
});

describe("a draft", () => {
  it("sends a picked choice's value until its text is changed", () => {
    const draft = pickChoice(startDraft(searchCommand), "query", { name: "A long title", value: "id-1" });
    expect(checkDraft(draft, world).values).toEqual({ query: "id-1" });
    expect(checkDraft(typeInto(draft, "query", "A long"), world).values).toEqual({ query: "A long" });
  });

  it("moves to an option whose name is typed, and back when it is removed", () => {
    const draft = typeInto(startDraft(searchCommand), "query", "vit year:");
    expect(draft.active).toBe("year");
    expect(shownOptions(draft).map(({ name }) => name)).toEqual(["query", "year"]);
    const back = dropField(draft, "year");
    expect(back.active).toBe("query");
    expect(shownOptions(back).map(({ name }) => name)).toEqual(["query"]);
  });
});

describe("the picker", () => {
  it("lists subcommands of commands and groups, and omits context menus", () => {
    const command = { id: "1", application_id: "2", version: "3", default_member_permissions: null };
    const commands: APIApplicationCommand[] = [
      {
        ...command,
        type: 1,
        name: "lists",
        description: "Lists",
        options: [
          { type: 1, name: "add", description: "Adds" },
          {
            type: 2,
            name: "mine",
            description: "Mine",
            options: [{ type: 1, name: "show", description: "Shows" }],
          },
        ],
      },
      { ...command, type: 3, name: "Save", description: "" },
    ];
    expect(listRunnables(commands).map(({ path }) => path)).toEqual(["lists add", "lists mine show"]);
  });

  it("puts names with the prefix first, then names that contain the text, then descriptions", () => {
    const named = (path: string, description: string): Runnable => ({ path, description, options: [] });
    const all = [
      named("about", "The venue"),
      named("all-venues", "x"),
      named("venue", "x"),
      named("random", "x"),
    ];
    expect(filterRunnables(all, "ven", true).map(({ path }) => path)).toEqual([
      "venue",
      "all-venues",
      "about",
    ]);
    expect(filterRunnables(all, "ven", false).map(({ path }) => path)).toEqual(["venue", "all-venues"]);
  });

  it("searches by the name only, and keeps the rest for the options", () => {
    const paths = (typed: string) =>
      readName(typed, [searchCommand, listsCommand]).rows.map(({ path }) => path);
    expect(paths("lists a")).toEqual(["lists add"]);
    expect(paths("finds")).toEqual(["search"]);
    expect(paths("finds vit")).toEqual([]);
    expect(readName("sear vit has:code", [searchCommand, listsCommand])).toMatchObject({
      name: "sear",
      rest: "vit has:code",
      rows: [searchCommand],
    });
  });

  it("suggests the probable name if no command matches", () => {
    const suggestion = (typed: string) => readName(typed, [searchCommand, listsCommand]).suggestion;
    expect(suggestion("serch vit")).toBe("search");
    expect(suggestion("saerch")).toBe("search");
    expect(suggestion("lsits")).toBe("lists");
    expect(suggestion("research")).toBe("search");
    expect(suggestion("weather")).toBeUndefined();
    expect(suggestion("search".repeat(1000))).toBeUndefined();
    expect(suggestion("search")).toBeUndefined();
  });
});
