import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { reference } from "../src/cli/reference.js";
import { parseConfig } from "../src/config/read-config.js";
import { settings } from "../src/config/settings.js";

const read = (file: string) => readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), "utf8");
const { envExample, listsSchema, ...parts } = reference;

describe("the README says what the code does (npm run docs writes it)", () => {
  test.each(Object.entries(parts))("%s", (name, make) => {
    const written = new RegExp(`<!-- ${name} -->\n([^]*?)\n<!-- /${name} -->`).exec(read("README.md"))?.[1];
    expect(written).toBe(make());
  });

  test("and so does .env.example", () => {
    expect(read(".env.example")).toBe(envExample());
  });

  test("and so does the schema of paperboy.config.json", () => {
    expect(read("docs/paperboy.config.schema.json")).toBe(listsSchema());
  });

  test("each dependency is said why in one line", () => {
    const dependencies = Object.keys(JSON.parse(read("package.json")).dependencies);
    const readme = read("README.md");
    for (const name of dependencies) expect(readme).toMatch(new RegExp(`^\\| .*\`${name}\`.*\\|`, "m"));
  });
});

describe("settings", () => {
  test("none has to be set", () => {
    expect(parseConfig({})).toMatchObject({ DISCORD_TOKEN: null, SANDBOX_PORT: 8787, LOG_LEVEL: "info" });
  });

  test("one that is empty is one that is not set", () => {
    expect(parseConfig({ DISCORD_TOKEN: " ", SANDBOX_PORT: "" })).toMatchObject({
      DISCORD_TOKEN: null,
      SANDBOX_PORT: 8787,
    });
  });

  test.each([
    ["DISCORD_GUILD_ID", "my server"],
    ["SANDBOX_PORT", "http"],
    ["SANDBOX_PORT", "70000"],
    ["LIST_URL", "javascript:alert(1)"],
    ["LOG_LEVEL", "loud"],
  ])("a wrong %s is reported in one sentence that names it and not its value", (name, value) => {
    expect(() => parseConfig({ [name]: value })).toThrow(new RegExp(`^${name} is .*\\.$`));
    expect(() => parseConfig({ [name]: value })).not.toThrow(value);
  });

  test("each has its meaning", () => {
    for (const schema of Object.values(settings.shape)) {
      expect(schema.meta()).toMatchObject({
        about: expect.stringMatching(/\.$/),
        whenUnset: expect.stringMatching(/./),
      });
    }
  });
});
