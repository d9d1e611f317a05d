import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createOperator } from "../src/sandbox/create-operator.js";
import type { Message } from "../src/sandbox/protocol.js";
import { messageOf, type Paperboy, rowsOf, startPaperboy, textOf } from "./paperboy.js";
import { createUpstream, type Upstream } from "./upstream/fixture.js";

const entry = (title: string, id: string) =>
  `- ${title} [[paper](https://arxiv.org/abs/${id})] [[code](https://github.com/someone/code${id.slice(-1)})]`;
const first = entry("I-ViT: Integer-only Quantization for Vision Transformers", "2207.01401");
const second = entry("SmoothQuant: Accurate Post-Training Quantization for Language Models", "2211.10432");
const third = entry("Oscillation-free Training for Low-bit Vision Transformers", "2302.02213");
const listOf = (...entries: string[]) => `# Quantized Papers\n\n## ICLR-2024\n\n${entries.join("\n\n")}\n`;

let upstream: Upstream;
let paperboy: Paperboy;

beforeEach(async () => {
  upstream = createUpstream(Math.floor(Date.now() / 1000) - 86_400);
  upstream.commit({ "README.md": listOf(first, second) });
  paperboy = await startPaperboy({ UPSTREAM_URL: `file://${upstream.dir}` });
});
afterEach(async () => {
  await paperboy.stop();
  upstream.remove();
});

const ada = () => paperboy.person("Ada");
const mira = (channel = "papers") => paperboy.person("Mira", channel);
const idOf = async (name: string) =>
  (await ada().world()).people.find((person) => person.name === name)?.id ?? "";

async function subscribe(options: Record<string, string>): Promise<Message> {
  const preview = messageOf(await ada().run("subscribe", options));
  expect(textOf(messageOf(await ada().press(preview, "Save")))).toContain("## Subscribed");
  return preview;
}

async function push(...entries: string[]): Promise<void> {
  upstream.commit({ "README.md": listOf(...entries) });
  await paperboy.check();
}

/** The time of every digest has come. */
function makeDue(): void {
  const db = new Database(paperboy.databaseFile);
  db.prepare("update subscriptions set due_at = 1 where due_at is not null").run();
  db.close();
}

/** What everyone sees in a channel, once there are as many messages. */
async function messagesIn(count: number, read = () => mira().read()): Promise<Message[]> {
  const seen = async () => (await read()).filter(({ only_for }) => only_for === undefined);
  await expect
    .poll(async () => (await seen()).length, { timeout: 60_000, interval: 200 })
    .toBeGreaterThanOrEqual(count);
  return await seen();
}

describe("picks", () => {
  test("are subscribed to by name, come one at each time, and go on after a restart", async () => {
    const preview = await subscribe({ kinds: "picks", cadence: "daily at 9 Europe/Berlin" });
    expect(textOf(preview)).toContain("One of 2 papers each time: none is repeated before all were there.");
    makeDue();
    const [pick] = await messagesIn(1);
    expect(pick?.content).toMatch(/^Paper of the day: .+ · ICLR 2024$/);
    expect(textOf(messageOf(await mira().press(pick as Message, "Details")))).toContain("ICLR 2024");
    await paperboy.restart();
    makeDue();
    const picks = await messagesIn(2);
    const titles = picks.map(({ embeds: [embed] }) => embed?.title);
    expect(new Set(titles).size).toBe(2);
  });

  test("at once make no sense, and that is said", async () => {
    const answer = await ada().run("subscribe", { kinds: "picks", cadence: "at once" });
    expect(answer.kind).toBe("modal");
    expect(JSON.stringify(answer)).toContain("choose a daily or weekly cadence");
  });
});

test("a digest has its changes in groups of two lines, a line of space between them, and one small line for the commit", async () => {
  await subscribe({ cadence: "weekly" });
  await push(first, `${second} [[project](https://smooth.example/)]`, third);
  await push(first, second, third, entry("Zap: Zero-shot Pruning", "2401.00014"));
  makeDue();
  const [digest] = await messagesIn(1);
  expect(digest?.content).toBe("2 new papers (ICLR 2024) in Quantized Papers");
  const [embed] = digest?.embeds ?? [];
  expect(embed?.author).toBeUndefined();
  expect(embed?.timestamp).toBeUndefined();
  expect(embed?.description).toMatch(
    /^\*\*Oscillation-free .+\*\*\n-# ICLR 2024 · \[Paper\].+ · \[Code\].+\n\n\*\*Zap: .+\*\*\n-# .+\n\n-# Quantized Papers$/,
  );
  const fresh = messageOf(await mira().run("new"));
  expect(textOf(fresh)).toMatch(/-# <t:\d+:D> · ICLR 2024 · \[Paper\]/);
  expect(rowsOf(fresh)).toHaveLength(2);
});

describe("⭐ Interesting", () => {
  test("counts one vote a person, in place, and takes it back; /top and a digest show the most voted for", async () => {
    await subscribe({});
    await push(first, second, third);
    const [message] = await messagesIn(1);
    if (message === undefined) throw new Error("nothing was announced");
    await mira().press(message, "Interesting");
    const [once] = await messagesIn(1);
    expect(JSON.stringify(once?.components)).toContain("Interesting · 1");
    expect(once?.content).toBe(message.content);
    expect(once?.embeds).toEqual(message.embeds);
    await Promise.all([
      ada().press(once as Message, "Interesting · 1"),
      mira().press(once as Message, "Details"),
    ]);
    const [twice] = await messagesIn(1);
    expect(JSON.stringify(twice?.components)).toContain("Interesting · 2");
    expect(JSON.stringify(twice)).not.toContain(await idOf("Mira"));
    const top = messageOf(await mira().run("top"));
    expect(rowsOf(top)).toEqual([
      expect.objectContaining({ text: expect.stringMatching(/^\*\*Oscillation.*\n-# ⭐ 2 · /) }),
    ]);
    const card = messageOf(await mira().press(top, rowsOf(top)[0]?.customId ?? ""));
    expect(JSON.stringify(card.components)).toContain("Interesting · 2");
    const changed = messageOf(await mira().press(card, "Interesting · 2"));
    expect(JSON.stringify(changed.components)).toContain("Interesting · 1");
    expect(textOf(changed)).toBe(textOf(card));

    await subscribe({ kinds: "top: what this server found interesting" });
    makeDue();
    const [, digest] = await messagesIn(2);
    expect(digest?.content).toMatch(/^Top of the week: Oscillation-free .+ \(⭐ 1\)$/);
    await mira().press(changed, "Interesting · 1");
    await mira().press(card, "Interesting · 2");
    makeDue();
    await messagesIn(3);
  });

  test("is nothing yet where nobody voted, and is not offered outside of servers", async () => {
    expect(textOf(messageOf(await mira().run("top", { since: "week" })))).toContain(
      "Nobody here found a paper",
    );
    const card = messageOf(await mira("dm").run("paper", { title: "I-ViT" }));
    expect(JSON.stringify(card.components)).not.toContain("Interesting");
  });
});

describe("/alerts", () => {
  const directMessages = () => mira("dm").read();

  test("tell a person by direct message what is new for a search, once", async () => {
    const begun = messageOf(await mira().run("alerts", { query: "vit", cadence: "daily at 9 UTC" }));
    expect(textOf(begun)).toContain("You will be told");
    const again = messageOf(await mira().run("alerts", { query: "vit", cadence: "daily at 9 UTC" }));
    expect(textOf(again)).toContain("Unchanged: you have this alert already");
    expect(textOf(again)).toContain("1 alert");
    await push(first, second, third, entry("PTQ4ViT: Post-Training for ViT", "2401.00014"));
    makeDue();
    const [alert, ...others] = await messagesIn(1, directMessages);
    expect(others).toEqual([]);
    expect(alert?.content).toBe("2 new papers (ICLR 2024) in Quantized Papers");
    const mine = messageOf(await mira("dm").press(alert as Message, "My alerts"));
    expect(textOf(mine)).toMatch(/`vit` · daily at 9/);
    expect(textOf(messageOf(await mira("dm").press(alert as Message, "Details")))).toContain("PTQ4ViT");
    await paperboy.restart();
    await push(first, second, third, entry("PTQ4ViT: Post-Training for ViT", "2401.00014"), "");
    expect(await messagesIn(1, directMessages)).toHaveLength(1);
    expect(textOf(messageOf(await ada().run("subscriptions")))).toContain("no subscriptions yet");
    expect(textOf(messageOf(await mira().run("privacy")))).toMatch(
      /2 papers that an alert told you of.*1 direct message/s,
    );
    expect(textOf(messageOf(await mira().press(mine, "Remove")))).toContain("You have no alerts");
    expect(textOf(messageOf(await mira().run("privacy")))).toContain("Nothing.");
  });

  test("pause by themselves when a person takes no messages, say so in the next answer, and resume with what was missed", async () => {
    const operator = createOperator(paperboy.sandbox.url);
    const personId = await idOf("Mira");
    await mira().run("alerts", { cadence: "weekly" });
    await operator.change({ kind: "close-dms", personId, on: true });
    await push(first, second, third);
    makeDue();
    await expect
      .poll(async () => textOf(messageOf(await mira().run("about"))), { timeout: 60_000, interval: 500 })
      .toContain("Your alerts are paused");
    expect(textOf(messageOf(await mira().run("about")))).not.toContain("Your alerts are paused");
    expect(textOf(messageOf(await ada().run("about")))).not.toContain("Your alerts are paused");
    await operator.change({ kind: "close-dms", personId, on: false });
    const list = messageOf(await mira().run("alerts"));
    expect(textOf(list)).toContain("⏸️ paused");
    await mira().press(list, "Resume");
    makeDue();
    const [alert] = await messagesIn(1, directMessages);
    expect(alert?.content).toMatch(/^New paper: Oscillation-free/);
    expect(JSON.stringify(alert?.components)).not.toContain("Interesting");
  });

  test("are five a person, and never at once", async () => {
    for (const query of ["a", "b", "c", "d", "e"]) await mira().run("alerts", { query });
    expect(textOf(messageOf(await mira().run("alerts", { query: "f" })))).toContain("You can have 5 alerts");
    expect(textOf(messageOf(await ada().run("alerts", { query: "f" })))).toContain("You will be told");
    expect(textOf(messageOf(await mira().run("alerts", { query: "a", cadence: "at once" })))).toContain(
      "Alerts are digests",
    );
    expect(textOf(messageOf(await mira().run("alerts")))).toContain("5 alerts");
  });
});
