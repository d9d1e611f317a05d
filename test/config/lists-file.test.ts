import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { listsFile, parseListsFile } from "../../src/config/lists-file.js";
import { parseConfig } from "../../src/config/read-config.js";
import { readListSources } from "../../src/config/read-list-sources.js";
import { settingsOf } from "../../src/config/read-settings.js";

const parse = (value: unknown) => parseListsFile(JSON.stringify(value), "lists.json");
const list = { id: "quant", url: "https://example.org/quant.git" };

describe("paperboy.config.json", () => {
  test("needs only an id and a url for a list", () => {
    expect(parse({ lists: [list] })).toEqual([
      {
        id: "quant",
        name: null,
        page: null,
        file: null,
        upstream: {
          url: "https://example.org/quant.git",
          branch: null,
          paths: ["README.md"],
          cron: "*/30 * * * *",
          zone: "UTC",
          surge: 40,
        },
        isPublic: true,
      },
    ]);
  });

  test("accepts every key of a list", () => {
    const more = {
      name: "Quantization",
      branch: "main",
      paths: ["README.md", "papers/2025.md"],
      page: "https://example.org/quant",
      cron: "0 7 * * *",
      zone: "Asia/Tokyo",
      surge: 100,
    };
    const [source] = parse({ $schema: "./schema.json", lists: [{ ...list, ...more }] });
    const { name, page, ...upstream } = more;
    expect(source).toMatchObject({ name, page, upstream });
  });

  test.each([
    [{}, "lists is missing"],
    [[], "the file is not an object"],
    [{ lists: "quant" }, "lists is not an array"],
    [{ lists: [] }, "lists names no list"],
    [{ lists: [list, list] }, "lists has the id quant twice"],
    [{ lists: [{ ...list, id: "Quant!" }] }, "lists[0].id is not 1 to 32 lower-case letters"],
    [{ lists: [{ id: "a" }] }, "lists[0].url is missing"],
    [{ lists: [list, { ...list, id: "b", paths: [] }] }, "lists[1].paths names no file"],
    [{ lists: [{ ...list, cron: "often" }] }, "lists[0].cron is not a cron expression"],
    [{ lists: [{ ...list, zone: "Mars" }] }, "lists[0].zone is not a time zone"],
    [{ lists: [{ ...list, surge: 0 }] }, "lists[0].surge is below 1"],
    [{ lists: [{ ...list, pathes: ["a"] }] }, 'lists[0] has "pathes", which is not one of id, name, url'],
    [{ list: [list], lists: [list] }, 'the file has "list", which is not one of lists'],
  ])("says in one sentence what is wrong in %j", (value, message) => {
    expect(() => parse(value)).toThrow(`lists.json: ${message}`);
  });

  test("says everything that is wrong at once, a line each, and names the key that was meant", () => {
    const wrong = [
      { id: "A", url: "", brunch: "main", zone: "Mars", colour: "red" },
      list,
      list,
      { id: "c" },
    ];
    expect(() => parse({ lists: wrong, list: [] })).toThrow(
      [
        "lists[0].id is not 1 to 32 lower-case letters, digits and dashes, such as quantization.",
        "lists[0].url is empty.",
        "lists[0].zone is not a time zone such as Europe/Berlin.",
        'lists[0] has "brunch", which is not one of id, name, url, branch, paths, page, cron, zone, surge: do you mean "branch"?',
        'lists[0] has "colour", which is not one of id, name, url, branch, paths, page, cron, zone, surge.',
        "lists[3].url is missing.",
        'the file has "list", which is not one of lists: do you mean "lists"?',
      ]
        .map((mistake) => `lists.json: ${mistake}`)
        .join("\n"),
    );
    expect(() => parse({ lists: [list, list, { ...list, id: "b" }, { ...list, id: "b" }] })).toThrow(
      "lists.json: lists has the id quant twice.\nlists.json: lists has the id b twice.",
    );
  });

  test("never shows a value that may be a secret", () => {
    const url = "https://me:token@example.org/quant.git";
    expect(() => parse({ lists: [{ ...list, url, surge: 0 }] })).toThrow(/^(?!.*token)/);
  });

  test("has a JSON schema, and its example is valid", () => {
    const schema = readFileSync("docs/paperboy.config.schema.json", "utf8");
    expect(JSON.parse(schema)).toEqual(z.toJSONSchema(listsFile, { io: "input" }));
    const example = parseListsFile(readFileSync("paperboy.config.example.json", "utf8"), "the example");
    expect(example.length).toBeGreaterThan(1);
  });
});

describe("the sources of the lists", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "paperboy-lists-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("a single list needs only settings, and no file", async () => {
    expect(await readListSources(parseConfig({}))).toMatchObject([
      { id: "list", upstream: null, file: expect.stringMatching(/awesome-transformer-quantization\.md$/) },
    ]);
    const settings = { UPSTREAM_URL: "https://example.org/x.git", UPSTREAM_PATH: "LIST.md", LIST_NAME: "X" };
    expect(await readListSources(parseConfig(settings))).toMatchObject([
      { id: "list", name: "X", file: null, upstream: { paths: ["LIST.md"], surge: 40 } },
    ]);
  });

  test("CONFIG_FILE names the file; one that is missing or not valid JSON is reported", async () => {
    const file = join(folder, "lists.json");
    const read = () => readListSources(parseConfig({ CONFIG_FILE: file }));
    await expect(read()).rejects.toThrow(`The settings ${file} cannot be read: there is no such file.`);
    writeFileSync(file, "{ lists: }");
    await expect(read()).rejects.toThrow(`${file} is not valid JSON`);
    writeFileSync(file, JSON.stringify({ lists: [list] }));
    expect(await read()).toMatchObject([{ id: "quant" }]);
  });

  test("is told together with the settings that are wrong, and with shards that do not fit", async () => {
    const file = join(folder, "lists.json");
    writeFileSync(file, JSON.stringify({ lists: [{ ...list, url: "", cron: "secret" }] }));
    const variables = { CONFIG_FILE: file, DETAILS: "secret", LOG_LEVEL: "secret", SHARDS: "0" };
    const message = await settingsOf(variables).then(String, (error: Error) => error.message);
    expect(message.split("\n")).toEqual([
      expect.stringMatching(/^DETAILS is neither/),
      expect.stringMatching(/^LOG_LEVEL is not one of/),
      "Correct them in .env or the environment, or leave them out.",
      expect.stringMatching(/^SHARDS needs SHARD_COUNT/),
      `${file}: lists[0].url is empty.`,
      expect.stringContaining(`${file}: lists[0].cron `),
    ]);
    expect(message).not.toContain("secret");
    writeFileSync(file, JSON.stringify({ lists: [list] }));
    await expect(settingsOf({ CONFIG_FILE: file, DETAILS: "maybe" })).rejects.toThrow(/^DETAILS [^\n]+$/);
    expect(await settingsOf({ CONFIG_FILE: file, DETAILS: "no" })).toMatchObject({
      config: { DETAILS: false },
      sources: [{ id: "quant" }],
    });
  });

  test("naming lists in both the file and the settings is an error", async () => {
    const file = join(folder, "lists.json");
    writeFileSync(file, JSON.stringify({ lists: [list] }));
    const both = parseConfig({ CONFIG_FILE: file, UPSTREAM_URL: "https://example.org/x.git" });
    await expect(readListSources(both)).rejects.toThrow("take UPSTREAM_URL out of the settings");
  });
});
