import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createOperator, type Operator } from "../src/sandbox/create-operator.js";
import { messageOf, optionsOf, type Paperboy, startPaperboy, textOf } from "./paperboy.js";
import { createUpstream, list, type Upstream } from "./upstream/fixture.js";

/**
 * What other bots were seen to fail at when Discord has a bad day. Where it is not certain what became of a message, the
 * first look for it is ten seconds later: these tests take that long.
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

/** Waits until what was announced is so, or until that has taken too long. */
async function until<T>(read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  let value = await read();
  for (let wait = 0; wait < 500 && !isSo(value); wait++) {
    await sleep(50);
    value = await read();
  }
  return value;
}

const announced = async () =>
  (await ada().read()).filter((message) => message.only_for === undefined).map(({ content }) => content);

const subscriptions = async () => textOf(messageOf(await ada("general").run("subscriptions")));

describe("an outage of Discord's", { timeout: 60_000 }, () => {
  test("deletes no subscription, and what happened meanwhile is told after", async () => {
    await operator.change({ kind: "outage", on: true });
    await push("SmoothQuant: Accurate Quantization of Language Models");
    await operator.change({ kind: "outage", on: false });
    const told = await until(announced, (all) => all.length > 0);
    expect(told).toEqual([expect.stringContaining("SmoothQuant")]);
    expect(await subscriptions()).toContain("## 1 subscription");
  });

  test("in the form of 500s loses nothing and repeats nothing", async () => {
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
    const told = await until(announced, (all) => all.length > 0);
    expect(told).toEqual([expect.stringContaining("SmoothQuant")]);
  });
});

describe("a rate limit", () => {
  test("is waited for: announcements come late, and each once", async () => {
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
    const told = await until(announced, (all) => all.length > 1);
    expect(told).toHaveLength(2);
  });
});

describe("a bot that was removed from a server", () => {
  test("comes back to its subscriptions, and announces again", async () => {
    await operator.change({ kind: "kick-bot" });
    await sleep(200);
    await operator.change({ kind: "invite-bot" });
    await sleep(200);
    expect(await subscriptions()).toContain("## 1 subscription");
    await push("SmoothQuant: Accurate Quantization of Language Models");
    expect(await until(announced, (all) => all.length > 0)).toEqual([expect.stringContaining("SmoothQuant")]);
  });
});

describe("a channel that is gone", () => {
  test("rests its subscription with the reason, is not tried in a loop, and is told once elsewhere", async () => {
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
  });
});

describe("an answer to a command", () => {
  test("waits for no network: one request, the answer itself, also while Discord's API is down", async () => {
    paperboy.sandbox.faults.add({ kind: "error", route: "POST /channels/:id/messages", status: 503 });
    const before = paperboy.sandbox.traffic().length;
    const message = messageOf(await paperboy.person("Mira", "general").run("search", { query: "ivit" }));
    expect(optionsOf(message)).toHaveLength(1);
    const requests = paperboy.sandbox
      .traffic()
      .slice(before)
      .filter(({ via }) => via === "rest");
    expect(requests.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^POST \/interactions\/.*\/callback$/),
    ]);
  });
});
