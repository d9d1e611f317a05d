import { expect, test } from "vitest";
import { commands } from "../../commands/index.js";
import type { OptionInput } from "../../src/interactions/option.js";
import { servedList, viewOver } from "../lists/support.js";
import { paper } from "../search/fixtures.js";
import { contextOf, fixedLists } from "./support.js";

const vit = paper("I-ViT: Integer-only Quantization");
const starting = contextOf(viewOver(servedList("list", [vit])), {
  announcing: "starting",
  lists: { ...fixedLists, checks: async () => [{ last: null, next: null }] },
  person: { id: "1", mayManage: true },
  guildId: "2",
  channelId: "3",
  operatorGuildId: "2",
});

/** Runs a command with options by name. */
async function run(name: string, options: Record<string, string> = {}) {
  const command = commands.find((one) => one.name === name);
  const inputs = Object.entries(options).map(([key, value]): [string, OptionInput] => [key, { value }]);
  return await command?.execute(new Map(inputs), starting);
}

test.each([["subscribe"], ["subscriptions"], ["new"], ["why", { paper: vit.title }]])(
  "while the bot is starting, /%s asks to try again in a moment",
  async (name, options: Record<string, string> = {}) => {
    await expect(run(name, options)).rejects.toThrow("Paperboy is starting: try again in a moment.");
  },
);

test("while the bot is starting, /about says so, and /search answers", async () => {
  expect(JSON.stringify(await run("about"))).toContain("Paperboy is starting");
  expect(JSON.stringify(await run("search", { query: "vit" }))).toContain("I-ViT");
});
