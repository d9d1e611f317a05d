import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createOperator, type Operator } from "../src/sandbox/create-operator.js";
import { messageOf, optionsOf, type Paperboy, startPaperboy, textOf } from "./paperboy.js";
import { createUpstream, list, type Upstream } from "./upstream/fixture.js";

/**
 * Failures of Discord that broke other bots. A message with an unknown outcome is looked up after ten seconds: these
 * tests take that long.
 */

let upstream: Upstream;
let paperboy: Paperboy;
let operator: Operator;

beforeEach(async () => {
  upstream = createUpstream();
  upstream.commit({ "README.md": list("I-ViT: Integer-only Quantization") });
  paperboy = await startPaperboy({ UPSTREAM_URL: `file://${upstream.dir}` });
  operator = createOperator(paperboy.sandbox.url);
  const preview = messageOf(await ada().run("subscribe"));
  await ada().press(preview, "Save");
});
afterEach(async () => {
  await paperboy.stop();
  upstream.remove();
});

const ada = (channel = "papers") => paperboy.person("Ada", channel);

async function push(...titles: string[]): Promise<void> {
  upstream.commit({ "README.md": list("I-ViT: Integer-only Quantization", ...titles) });
  await paperboy.check();
}

/** Reads until the value is as wanted, for at most 500 reads; the last value. */
async function until<T>(read: () => Promise<T>, isWanted: (value: T) => boolean): Promise<T> {
  let value = await read();
  for (let wait = 0; wait < 500 && !isWanted(value); wait++) {
    await sleep(50);
    value = await read();
  }
  return value;
}

const announced = async () =>
  (await ada().read()).filter((message) => message.only_for === undefined).map(({ content }) => content);

const subscriptions = async () => textOf(messageOf(await ada("general").run("subscriptions")));

describe("an outage of Discord", () => {
  test("deletes no subscription, and changes are announced after it", async () => {
    await operator.change({ kind: "outage", on: true });
    await push("SmoothQuant: Accurate Quantization of Language Models");
    await operator.change({ kind: "outage", on: false });
    const texts = await until(announced, (all) => all.length > 0);
    expect(texts).toEqual([expect.stringContaining("SmoothQuant")]);
    expect(await subscriptions()).toContain("## 1 subscription");
  });

  test("with 503 responses loses and repeats no announcement", async () => {
    paperboy.sandbox.faults.add({
      kind: "error",
      route: "POST /channels/:id/messages",
      status: 503,
      times: 1,
    });
    await push("SmoothQuant: Accurate Quantization of Language Models");
    await until(
      async () => paperboy.sandbox.faults.list(),
      (faults) => faults.length === 0,
    );
    const texts = await until(announced, (all) => all.length > 0);
    expect(texts).toEqual([expect.stringContaining("SmoothQuant")]);
  });
});

describe("a rate limit", () => {
  test("delays announcements, and each is sent once", async () => {
    paperboy.sandbox.faults.add({
      kind: "rate-limit",
      route: "POST /channels/:id/messages",
      retryAfter: 0.5,
      times: 2,
    });
    await push(
      "SmoothQuant: Accurate Quantization of Language Models",
      "LLM.int8: Matrix Multiplication at Scale",
    );
    const texts = await until(announced, (all) => all.length > 1);
    expect(texts).toHaveLength(2);
  });
});

describe("a bot that was removed from a server", () => {
  test("keeps its subscriptions, and announces again when it is invited back", async () => {
    await operator.change({ kind: "kick-bot" });
    await sleep(200);
    await operator.change({ kind: "invite-bot" });
    const hasSubscription = (text: string) => text.includes("## 1 subscription");
    expect(await until(subscriptions, hasSubscription)).toContain("## 1 subscription");
    await push("SmoothQuant: Accurate Quantization of Language Models");
    expect(await until(announced, (all) => all.length > 0)).toEqual([expect.stringContaining("SmoothQuant")]);
  });
});

describe("a deleted channel", () => {
  test("blocks its subscription with the reason, is not retried in a loop, and is reported once in another channel", async () => {
    const { channels } = await ada().world();
    const papers = channels.find(({ name }) => name === "papers");
    await operator.change({ kind: "delete-channel", channelId: papers?.id ?? "" });
    await push("SmoothQuant: Accurate Quantization of Language Models");
    expect(await until(subscriptions, (text) => text.includes("🔴"))).toContain(
      "the channel does not exist any more",
    );
    await push(
      "SmoothQuant: Accurate Quantization of Language Models",
      "LLM.int8: Matrix Multiplication at Scale",
    );
    await sleep(300);
    const tries = paperboy.sandbox
      .traffic()
      .filter(({ name, status }) => name.startsWith("POST /channels/") && status === 404);
    expect(tries).toHaveLength(1);
    const notices = (await ada("general").read("general")).filter(({ only_for }) => only_for === undefined);
    expect(notices.map(({ content }) => content)).toEqual([
      expect.stringContaining("the channel does not exist any more"),
    ]);

    // The subscription is moved to another channel, with all that was missed.
    const list = messageOf(await ada("general").run("subscriptions"));
    expect(textOf(list)).toContain("Its channel was deleted");
    const opened = messageOf(await ada("general").choose(list, null, [optionsOf(list)[0]?.value ?? ""]));
    const target = optionsOf(opened).find(({ label }) => label === "#reading-group");
    const moved = messageOf(await ada("general").choose(opened, null, [target?.value ?? ""]));
    expect(textOf(moved)).toContain("🟢 active");
    const missed = await until(
      () => ada("reading-group").read(),
      (all) => all.length > 1,
    );
    expect(JSON.stringify(missed)).toContain("LLM.int8");
    expect(JSON.stringify(missed)).toContain("SmoothQuant");
  });
});

describe("content that Discord refuses", () => {
  test("leaves one paper of a digest unsent, which /subscriptions and /why show", async () => {
    paperboy.sandbox.faults.add({
      kind: "refuse-content",
      text: "Forbidden Words",
      status: 403,
      code: 240000,
    });
    const titles = [
      "SmoothQuant: Accurate Quantization of Language Models",
      "LLM.int8: Matrix Multiplication at Scale",
      "Forbidden Words: A Study",
      "GPTVQ: The Blessing of Dimensionality",
      "RepQ-ViT: Scale Reparameterization for Quantization",
    ];
    await push(...titles);
    const isThere = (texts: string[], title: string) => texts.some((text) => text.includes(title));
    const read = async () => (await ada().read()).map((message) => JSON.stringify(message));
    const wanted = titles.filter((title) => !title.startsWith("Forbidden"));
    const texts = await until(read, (all) => wanted.every((title) => isThere(all, title)));
    for (const title of wanted) expect(isThere(texts, title), title).toBe(true);
    const shown = await until(subscriptions, (text) => text.includes("Forbidden Words"));
    expect(shown).toMatch(/Not sent: \*\*Forbidden Words.*240000/);
    expect(shown).toContain("🟢 active");
    const why = textOf(messageOf(await ada("general").run("why", { paper: "Forbidden Words" })));
    expect(why).toContain("refused by Discord");
  });
});

describe("a proxy's page instead of an answer", () => {
  test("loses and repeats no announcement, and blocks nothing", async () => {
    const route = "POST /channels/:id/messages";
    paperboy.sandbox.faults.add({ kind: "error", route, status: 403, body: "html", times: 1 });
    await push("SmoothQuant: Accurate Quantization of Language Models");
    const texts = await until(announced, (all) => all.length > 0);
    expect(texts).toEqual([expect.stringContaining("SmoothQuant")]);
    expect(await subscriptions()).toContain("🟢 active");
  });
});

describe("an answer to a command", () => {
  test("takes a single request, the answer itself, also while messages cannot be sent", async () => {
    paperboy.sandbox.faults.add({ kind: "error", route: "POST /channels/:id/messages", status: 503 });
    const before = paperboy.sandbox.traffic().length;
    const message = messageOf(await paperboy.person("Mira", "general").run("search", { query: "ivit" }));
    expect(textOf(message)).toContain("The only paper for `ivit`");
    const requests = paperboy.sandbox
      .traffic()
      .slice(before)
      .filter(({ via }) => via === "rest");
    expect(requests.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^POST \/interactions\/.*\/callback$/),
    ]);
  });
});
