import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { misspelledSettings } from "../../src/config/misspelled-settings.js";
import { parseConfig } from "../../src/config/read-config.js";
import { settings } from "../../src/config/settings.js";

const names = Object.keys(settings.shape);

describe("a setting that is yes or no", () => {
  test.each(["true", "yes", "on", "1", "TRUE", "Yes", " on "])("%j is yes", (value) => {
    expect(parseConfig({ ALLOW_SERVER_LISTS: value, DETAILS: value })).toMatchObject({
      ALLOW_SERVER_LISTS: true,
      DETAILS: true,
    });
  });

  test.each(["false", "no", "off", "0", "FALSE", "No", " off "])("%j is no", (value) => {
    expect(parseConfig({ ALLOW_SERVER_LISTS: value, DETAILS: value })).toMatchObject({
      ALLOW_SERVER_LISTS: false,
      DETAILS: false,
    });
  });

  test.each(["maybe", "2", "tru", "yes no"])("%j is neither", (value) => {
    expect(() => parseConfig({ DETAILS: value })).toThrow(
      /^DETAILS is neither yes nor no: write true or false\./,
    );
  });
});

test("all wrong settings are reported at once, each once, in one line that shows no value", () => {
  const wrong = {
    DISCORD_TOKEN: "Bot secret",
    DISCORD_GUILD_ID: "secret",
    // It would be a path, which is shown.
    DATABASE_URL: "postgres:/me:secret@host/paperboy",
    UPSTREAM_CRON: "secret",
    UPSTREAM_SURGE: "-1.5",
    SERVER_LIST_DISK: "secret",
    DETAILS: "secret",
    LOG_LEVEL: "secret",
  };
  const lines = messageOf(() => parseConfig(wrong)).split("\n");
  expect(lines.map((line) => line.split(" ")[0])).toEqual([
    ...Object.keys(wrong).toSorted(byShape),
    "Correct",
  ]);
  for (const line of lines) expect(line).toMatch(/^[^\n]+\.$/);
  expect(lines.join()).not.toContain("secret");
});

describe("a variable that resembles a setting which is not set", () => {
  test.each([
    ["UPSTREAM_ULR", "UPSTREAM_URL"],
    ["DISCORD_TOKN", "DISCORD_TOKEN"],
    ["DISCORD-TOKEN", "DISCORD_TOKEN"],
    ["discord_token", "DISCORD_TOKEN"],
    ["DISCORDTOKEN", "DISCORD_TOKEN"],
    ["DISCORD_BOT_TOKEN", "DISCORD_TOKEN"],
    ["UPSTREAM_PATHS", "UPSTREAM_PATH"],
    ["LOGLEVEL", "LOG_LEVEL"],
    ["ALLOW_SERVER_LIST", "ALLOW_SERVER_LISTS"],
    ["DETAIL", "DETAILS"],
    ["HOME", null],
    ["HTTP_PROXY", null],
    ["NPM_CONFIG_LOGLEVEL", null],
    ["RUST_LOG_LEVEL", null],
    ["LIST", null],
  ])("%s: %s", (given, meant) => {
    expect(misspelledSettings({ [given]: "x" })).toEqual(meant === null ? [] : [{ given, meant }]);
  });

  test("is another program's where that setting is set, and is nothing where it is empty", () => {
    expect(misspelledSettings({ LOGLEVEL: "x", LOG_LEVEL: "info" })).toEqual([]);
    expect(misspelledSettings({ LOGLEVEL: " " })).toEqual([]);
  });

  test("no setting is a misspelled other one", () => {
    for (const name of names) expect(misspelledSettings({ [name]: "x" })).toEqual([]);
  });

  test("any one letter left out, doubled or swapped in a name of two words is found", () => {
    const long = names.filter((name) => name.includes("_"));
    fc.assert(
      fc.property(
        fc.constantFrom(...long),
        fc.nat(),
        fc.constantFrom("left out", "doubled", "swapped"),
        (name, seed, how) => {
          const at = seed % (name.length - 1);
          const [before, one, two, after] = [name.slice(0, at), name[at], name[at + 1], name.slice(at + 2)];
          const parts = { "left out": [two], doubled: [one, one, two], swapped: [two, one] }[how];
          const given = [before, ...parts, after].join("");
          fc.pre(!names.includes(given));
          expect(misspelledSettings({ [given]: "x" })).toEqual([{ given, meant: name }]);
        },
      ),
    );
  });
});

function byShape(a: string, b: string): number {
  return names.indexOf(a) - names.indexOf(b);
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}
