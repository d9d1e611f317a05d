import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "../../src/sandbox/protocol.js";
import { messageOf, type Paperboy, startPaperboy, textOf } from "../paperboy.js";
import { createUpstream, list, type Upstream } from "../upstream/fixture.js";

let paperboy: Paperboy | undefined;
let upstream: Upstream;
beforeEach(() => {
  upstream = createUpstream();
  upstream.commit({ "README.md": list("I-ViT: Integer-only Quantization") });
});
afterEach(async () => {
  await paperboy?.stop();
  paperboy = undefined;
  upstream.remove();
});

/** Starts the bot in a sandbox with these faults. */
async function start(faults: readonly Fault[], settings: Record<string, string> = {}): Promise<Paperboy> {
  paperboy = await startPaperboy(
    { UPSTREAM_URL: `file://${upstream.dir}`, ...settings },
    undefined,
    (sandbox) => {
      for (const fault of faults) sandbox.faults.add(fault);
    },
  );
  return paperboy;
}

/** Log lines with this text, parsed. */
const logged = ({ logged }: Paperboy, text: string): Record<string, unknown>[] =>
  logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === text);

const commandsOf = async (bot: Paperboy) =>
  textOf(messageOf(await bot.person("Ada", "general").run("subscriptions")));

describe("logging in", () => {
  test("waits for a Discord that is down, says what is the matter, and then does everything", async () => {
    // discord.js asks four times before it gives up.
    const bot = await start([{ kind: "error", route: "GET /gateway/bot", status: 503, times: 4 }]);
    expect(logged(bot, "logging in to Discord failed; retrying")).toMatchObject([
      { reason: "Discord, or a proxy on the way to it, answers 503" },
    ]);
    expect(await commandsOf(bot)).toContain("no subscriptions yet");
  });

  test("does so after a proxy's page, and after half an answer", async () => {
    const bot = await start([
      { kind: "error", route: "GET /gateway/bot", status: 401, body: "html", times: 1 },
      { kind: "error", route: "GET /gateway/bot", status: 400, body: "broken", times: 2 },
    ]);
    const lines = logged(bot, "logging in to Discord failed; retrying");
    expect(lines.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("401"),
      expect.stringContaining("cannot be read"),
    ]);
    expect(JSON.stringify(lines)).not.toContain("stack");
  });

  test("waits until Discord allows another login, and says until when", async () => {
    const bot = await start([{ kind: "identify-limit", resetAfter: 300, times: 2 }]);
    const lines = logged(bot, "Discord's limit of logins a day is used up; waiting until it is reset");
    expect(lines[0]).toMatchObject({ until: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
    expect(bot.sandbox.traffic().filter(({ name }) => name === "IDENTIFY")).toHaveLength(1);
  });

  test.each([
    [4004, /DISCORD_TOKEN/],
    [4013, /intent/],
    [4014, /intent/],
    [4011, /too many servers/],
  ])("ends with a sentence where Discord closes with %i for good", async (code, sentence) => {
    await expect(start([{ kind: "gateway-refuse", code }])).rejects.toMatchObject({
      name: "StoppedError",
      message: expect.stringMatching(sentence),
    });
  });

  test("goes on after a close that is not for good", async () => {
    const bot = await start([{ kind: "gateway-refuse", code: 4000, times: 1 }]);
    expect(await commandsOf(bot)).toContain("no subscriptions yet");
  });
});

describe("registration", () => {
  const put = "PUT /applications/:id/commands";

  test("that Discord refuses does not keep the bot from starting, and is tried again", async () => {
    const bot = await start([
      { kind: "error", route: put, status: 400, code: 50035, message: "Invalid Form Body", times: 1 },
    ]);
    const [line] = logged(bot, "commands are not registered");
    expect(line).toMatchObject({ reason: "Discord refuses it: 400 Invalid Form Body", wait: 5_000 });
    expect(line).not.toHaveProperty("err");
    for (let wait = 0; wait < 200 && logged(bot, "commands registered").length < 2; wait++) await sleep(50);
    expect(await commandsOf(bot)).toContain("no subscriptions yet");
  });

  test("leaves the commands that are registered already as they are", async () => {
    const bot = await start([]);
    const route = "GET /applications/:id/commands";
    bot.sandbox.faults.add({ kind: "error", route, status: 403, body: "html" });
    await bot.restart();
    expect(logged(bot, "commands are not registered")).toHaveLength(1);
    expect(await commandsOf(bot)).toContain("no subscriptions yet");
  });

  test("in an operator's server that the bot has left is one sentence, and the bot starts", async () => {
    const bot = await start([], { OPERATOR_GUILD_ID: "999999999999999999" });
    expect(logged(bot, "commands are not registered")).toMatchObject([
      { reason: expect.stringContaining("OPERATOR_GUILD_ID") },
    ]);
    expect(await commandsOf(bot)).toContain("no subscriptions yet");
  });
});
