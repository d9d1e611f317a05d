import { setTimeout as sleep } from "node:timers/promises";
import { ComponentType, PermissionFlagsBits } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createOperator } from "../src/sandbox/create-operator.js";
import type { Message } from "../src/sandbox/protocol.js";
import {
  buttonsOf,
  linksOf,
  messageOf,
  optionsOf,
  type Paperboy,
  rowsOf,
  startPaperboy,
  textOf,
} from "./paperboy.js";
import { createUpstream, type Upstream } from "./upstream/fixture.js";

const arxiv = (id: string) => `[[paper](https://arxiv.org/abs/${id})]`;
const first = `- I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference ${arxiv("2207.01405")}`;
const second = `- SmoothQuant: Accurate Post-Training Quantization for Large Language Models ${arxiv("2211.10438")}`;
const third = `- Oscillation-free Quantization for Low-bit Vision Transformers ${arxiv("2302.02210")}`;
const listOf = (...entries: string[]) => `# Quantized Papers\n\n## ICLR-2024\n\n${entries.join("\n\n")}\n`;
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const name = index
      .toString(26)
      .replace(/./g, (digit) => "bcdfghjklmnpqrstvwxyzaeiou"[Number.parseInt(digit, 26)] ?? "x");
    return `- Z${name}: ${name}ix under o${name} and u${name} ${arxiv(`2401.${10000 + index}`)}`;
  });

let upstream: Upstream;
let paperboy: Paperboy;

beforeEach(async () => {
  upstream = createUpstream();
  upstream.commit({ "README.md": listOf(first) });
  paperboy = await startPaperboy({ UPSTREAM_URL: `file://${upstream.dir}` });
});
afterEach(async () => {
  await paperboy.stop();
  upstream.remove();
});

const ada = (channel = "papers") => paperboy.person("Ada", channel);

/** Subscribes a channel as an admin does. */
async function subscribe(
  options: Record<string, string | boolean> = {},
  channel = "papers",
): Promise<Message> {
  const preview = messageOf(await ada(channel).run("subscribe", options));
  return messageOf(await ada(channel).press(preview, "Save"));
}

/** What the bot has announced in a channel, once there is as much. */
async function announced(count: number, channel = "papers"): Promise<Message[]> {
  const read = async () => (await ada(channel).read()).filter(({ only_for }) => only_for === undefined);
  for (let wait = 0; wait < 100 && (await read()).length < count; wait++) await sleep(50);
  // What should not come has a moment to come after all.
  await sleep(150);
  return await read();
}

async function push(...entries: string[]): Promise<void> {
  upstream.commit({ "README.md": listOf(...entries) });
  await paperboy.check();
}

describe("an announcement", () => {
  test("arrives in a subscribed channel, and reads well as a notification", async () => {
    expect(textOf(await subscribe())).toContain("## Subscribed");
    await push(first, second);
    const [message, ...others] = await announced(1);
    expect(others).toEqual([]);
    expect(message?.content).toBe(
      "New paper: SmoothQuant: Accurate Post-Training Quantization for Large Language Models · ICLR 2024",
    );
    expect(message?.embeds[0]).toMatchObject({
      title: "SmoothQuant: Accurate Post-Training Quantization for Large Language Models",
      url: "https://arxiv.org/abs/2211.10438",
      description: expect.stringMatching(/^ICLR 2024\n-# Quantized Papers$/),
    });
    expect(message && linksOf(message)).toEqual(["https://arxiv.org/abs/2211.10438"]);
    expect(message?.mentions).toEqual([]);
  });

  test("its Details button opens the paper for anybody, also after a restart", async () => {
    await subscribe();
    await push(first, second);
    const [message] = await announced(1);
    await paperboy.restart();
    const details = await paperboy.person("Mira").press(message as Message, "Details");
    expect(textOf(messageOf(details))).toContain("## SmoothQuant");
  });

  test("its paper can be searched for as soon as it is announced", async () => {
    await subscribe();
    await push(first, second);
    await announced(1);
    expect(
      textOf(messageOf(await paperboy.person("Mira").run("search", { query: "smooth quant" }))),
    ).toContain("SmoothQuant");
  });

  test("goes only to subscriptions whose filter finds it", async () => {
    await subscribe({ query: "llm" }, "papers");
    await subscribe({ query: "vit" }, "reading-group");
    await push(first, second);
    expect(await announced(1, "papers")).toHaveLength(1);
    expect(await announced(0, "reading-group")).toEqual([]);
  });

  test("is made when code is released and when a paper is accepted", async () => {
    await subscribe();
    await push(first.replace(/$/, " [[code](https://github.com/zkkli/I-ViT)]"));
    const [code] = await announced(1);
    expect(code?.content).toMatch(/^Code released: I-ViT/);
  });

  test("is not repeated when its entry is edited, retitled or moved", async () => {
    await subscribe();
    await push(first, second);
    await announced(1);
    await push(second.replace("Accurate Post-Training", "Accurate and Efficient Post-Training"), first);
    await push(second, first);
    expect(await announced(1)).toHaveLength(1);
  });

  test("mentions the configured role, and nobody that a title names", async () => {
    const { roles } = await ada().world();
    const role = roles.find(({ name }) => name === "Readers");
    await subscribe({ mention: role?.id ?? "" });
    await push(first, `- @everyone <@1> **free** [click](https://evil.example) Nitro ${arxiv("2401.00001")}`);
    const [message] = await announced(1);
    expect(message?.content).toMatch(new RegExp(`^<@&${role?.id}> New paper: \\\\@everyone`));
    expect(message?.mention_everyone).toBe(false);
    expect(message?.mentions).toEqual([]);
    expect(message?.mention_roles).toEqual([role?.id]);
  });

  test("becomes one digest when there are many, paged by its button", async () => {
    await subscribe();
    await push(first, ...many(12));
    const [digest, ...others] = await announced(1);
    expect(others).toEqual([]);
    expect(digest?.content).toBe("12 new papers (ICLR 2024) in Quantized Papers");
    const page = messageOf(await paperboy.person("Mira").press(digest as Message, "All 12"));
    expect(textOf(page)).toContain("## 12 changes");
    expect(rowsOf(page)).toHaveLength(8);
    expect(textOf(messageOf(await paperboy.person("Mira").press(page, "Next ›")))).toContain("Page 2 of 2");
  });

  test("opens a thread if configured, and a post in a forum", async () => {
    await subscribe({ thread: true });
    const { channels } = await ada().world();
    const forum = channels.find(({ type }) => type === 15);
    await subscribe({ channel: forum?.id ?? "" });
    await push(first, second);
    await announced(1);
    for (
      let wait = 0;
      wait < 60 && (await ada().world()).channels.filter(({ parentId }) => parentId !== null).length < 2;
      wait++
    )
      await sleep(50);
    const threads = (await ada().world()).channels.filter(({ parentId }) => parentId !== null);
    expect(threads.map(({ name }) => name)).toEqual([
      expect.stringContaining("SmoothQuant"),
      expect.stringContaining("SmoothQuant"),
    ]);
    expect(threads.map(({ parentId }) => parentId)).toContain(forum?.id);
  });

  test("is not lost while the bot is stopped", async () => {
    await subscribe();
    await paperboy.restart();
    upstream.commit({ "README.md": listOf(first, second) });
    upstream.commit({ "README.md": listOf(first, second, third) });
    await paperboy.restart();
    expect((await announced(2)).map(({ content }) => content.slice(0, 22))).toEqual([
      "New paper: SmoothQuant",
      "New paper: Oscillation",
    ]);
  });

  test("is posted once when the reply to it is lost", async () => {
    await subscribe();
    paperboy.sandbox.faults.add({ kind: "lose-reply", route: "POST /channels/:id/messages", times: 1 });
    await push(first, second);
    await announced(1);
    await sleep(500);
    expect(await announced(1)).toHaveLength(1);
  });

  test("is published in an announcement channel if configured", async () => {
    const { channels } = await ada().world();
    const news = channels.find(({ type }) => type === 5);
    await subscribe({ channel: news?.id ?? "", publish: true });
    await push(first, second);
    const [message] = await announced(1, news?.id);
    for (let wait = 0; wait < 60; wait++) {
      const [now] = await announced(1, news?.id);
      if ((Number(now?.flags ?? 0) & 1) === 1) break;
    }
    const [published] = await announced(1, news?.id);
    expect(published?.id).toBe(message?.id);
    expect(Number(published?.flags ?? 0) & 1).toBe(1);
  });
});

describe("an accident upstream", () => {
  test.each([
    ["an HTML error page", "<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>"],
    ["an empty file", ""],
    ["a file that is gone", null],
  ])(
    "%s: the last good list is served, the operator is told once, and nothing is announced",
    async (_, text) => {
      await subscribe();
      upstream.commit({ "README.md": text });
      await paperboy.check();
      await paperboy.check();
      expect(await announced(0)).toEqual([]);
      expect(textOf(messageOf(await paperboy.person("Mira").run("search", { query: "ivit" })))).toContain(
        "I-ViT",
      );
      expect(paperboy.logged.filter((line) => line.includes("README.md")).length).toBe(1);
      await push(first, second);
      expect(await announced(1)).toHaveLength(1);
    },
  );

  test("a revision that adds very many papers is one digest", async () => {
    await subscribe();
    await push(first, ...many(60));
    const [digest] = await announced(1);
    expect(digest?.content).toBe("60 new papers (ICLR 2024) in Quantized Papers");
    expect(textOf(messageOf(await ada().run("held")))).toContain("No revision is held");
  });

  test("a rewritten history announces only what is new in it", async () => {
    await subscribe();
    upstream.run("checkout", "--quiet", "--orphan", "fresh");
    upstream.commit({ "README.md": listOf(first, second) });
    upstream.run("branch", "--force", "main", "fresh");
    upstream.run("checkout", "--quiet", "main");
    await paperboy.check();
    expect((await announced(1)).map(({ content }) => content)).toEqual([
      expect.stringContaining("SmoothQuant"),
    ]);
  });
});

describe("a channel that refuses announcements", () => {
  test("blocks its subscription with the reason; once it may write again, missed changes come as one digest", async () => {
    const { channels } = await ada().world();
    const papers = channels.find(({ name }) => name === "papers");
    await subscribe();
    paperboy.sandbox.faults.add({
      kind: "missing-permission",
      channelId: papers?.id ?? "",
      permission: "SendMessages",
    });
    await push(first, second);
    for (let wait = 0; wait < 60; wait++) {
      if (textOf(messageOf(await ada("general").run("subscriptions"))).includes("🔴")) break;
      await sleep(50);
    }
    const list = messageOf(await ada("general").run("subscriptions"));
    expect(textOf(list)).toMatch(/🔴 blocked since <t:\d+:R>: a permission is missing/);
    await push(first, second, third);
    expect(await announced(0)).toEqual([]);
    paperboy.sandbox.faults.clear();
    const one = messageOf(await ada("general").choose(list, null, [optionsOf(list)[0]?.value ?? ""]));
    await ada("general").press(one, "Try now");
    const told = await announced(1);
    const papersTold = told
      .map((message) => `${message.content} ${message.embeds[0]?.description}`)
      .join("\n");
    expect(papersTold).toContain("SmoothQuant");
    expect(papersTold).toContain("Oscillation");
  });

  test("/subscribe names each missing permission before saving", async () => {
    const { channels, roles } = await ada().world();
    const papers = channels.find(({ name }) => name === "papers");
    const role = roles.find(({ name }) => name === "Admins");
    await createOperator(paperboy.sandbox.url).change({
      kind: "overwrite",
      channelId: papers?.id ?? "",
      targetId: paperboy.sandbox.applicationId,
      targetType: "member",
      allow: "0",
      deny: String(PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.ReadMessageHistory),
    });
    await sleep(200);
    const preview = textOf(messageOf(await ada().run("subscribe", { mention: role?.id ?? "" })));
    expect(preview).toContain(
      "the bot lacks **Embed Links**, **Read Message History**, **Mention Everyone**",
    );
  });
});

describe("a subscription in Chinese, Japanese or Korean", () => {
  test("announces a title that has the word anywhere", async () => {
    await subscribe({ query: "枝刈り" });
    await push(
      first,
      `- 深層ニューラルネットワークの構造的枝刈り手法 ${arxiv("2401.00001")}`,
      `- 面向边缘设备的模型量化 ${arxiv("2401.00002")}`,
    );
    const messages = await announced(1);
    expect(messages.map(({ content }) => content)).toEqual([
      "New paper: 深層ニューラルネットワークの構造的枝刈り手法 · ICLR 2024",
    ]);
  });
});

describe("managing subscriptions", () => {
  test("/subscribe previews what the filter would have announced over the recorded history", async () => {
    await push(first, second);
    const preview = messageOf(await ada().run("subscribe", { query: "llm" }));
    expect(textOf(preview)).toContain("It would have announced 1 change");
    expect(textOf(preview)).toContain("SmoothQuant");
    expect(textOf(messageOf(await ada().press(preview, "Cancel")))).toContain("Nothing was saved");
    expect(textOf(messageOf(await ada().run("subscriptions")))).toContain("no subscriptions yet");
  });

  test("is for admins only", async () => {
    expect((await paperboy.person("Mira").commands()).map(({ name }) => name)).not.toContain("subscribe");
  });

  test("refuses a wrong filter, cadence or time zone in one sentence each", async () => {
    const said = async (options: Record<string, string>) => {
      const answer = await ada().run("subscribe", options);
      if (answer.kind !== "modal") throw new Error("no form");
      const [problem] = answer.modal.components;
      return problem?.type === ComponentType.TextDisplay ? problem.content : "";
    };
    expect(await said({ query: "yeer:20233" })).toContain('There is no filter "yeer:"');
    expect(await said({ cadence: "sometimes" })).toContain("`daily at 9 Europe/Berlin`");
    expect(await said({ cadence: "daily at 9 Mars/Base" })).toContain("is not a time zone");
  });

  test("a filter that is still wrong in the form has a button with the right one, which leads to the same preview", async () => {
    const form = await ada().run("subscribe", { query: "vit yeer:20233", thread: true });
    if (form.kind !== "modal") throw new Error("no form");
    const wrong = messageOf(await ada().submit(form.modal, { query: "vit venue:icla" }));
    expect(textOf(wrong)).toContain("did you mean ICLR?");
    const preview = messageOf(await ada().press(wrong, "vit venue:ICLR"));
    expect(textOf(preview)).toContain("## Subscribe?");
    expect(textOf(preview)).toContain("venue:ICLR");
    expect(textOf(preview)).toContain("thread");
    expect(textOf(messageOf(await ada().press(preview, "Save")))).toContain("## Subscribed");
  });

  test("saving the same subscription twice makes one", async () => {
    await subscribe();
    expect(textOf(await subscribe({ cadence: "daily at 9 UTC" }))).toContain("had this subscription already");
    expect(textOf(messageOf(await ada().run("subscriptions")))).toContain("## 1 subscription");
  });

  test("pauses, resumes, tests, edits and removes one", async () => {
    const saved = await subscribe({ query: "vit" });
    const one = messageOf(await ada().press(saved, "Open it"));
    expect(textOf(one)).toContain("🟢 active");
    const paused = messageOf(await ada().press(one, "Pause"));
    expect(textOf(paused)).toContain("⏸️ paused by an admin");
    const resumed = messageOf(await ada().press(paused, "Resume"));
    const tested = messageOf(await ada().press(resumed, "Test"));
    expect(textOf(tested)).toContain("✅ A sample is in");
    expect((await announced(1))[0]?.content).toMatch(/^🧪 A sample/);
    const form = await ada().press(tested, "What and when");
    if (form.kind !== "modal") throw new Error("no form");
    const edited = messageOf(
      await ada().submit(form.modal, { query: "llm", kinds: "added", often: "weekly", time: "Friday 18" }),
    );
    expect(textOf(edited)).toContain("for `llm` · weekly on Friday at 18:00 UTC · new papers");
    const asked = messageOf(await ada().press(edited, "Remove"));
    expect(buttonsOf(asked)).toEqual(["Remove", "Cancel"]);
    expect(textOf(messageOf(await ada().press(asked, "Remove")))).toContain("no subscriptions yet");
  });
});

describe("/why and /new", () => {
  test("say why a paper was, or was not, announced here", async () => {
    await subscribe({ query: "llm" });
    await push(first, second, third);
    await announced(1);
    const why = async (paper: string) =>
      textOf(messageOf(await paperboy.person("Mira").run("why", { paper })));
    expect(await why("SmoothQuant: Accurate Post-Training Quantization for Large Language Models")).toMatch(
      /announced <t:\d+:R> in <#\d+>/,
    );
    expect(await why("Oscillation-free Quantization for Low-bit Vision Transformers")).toContain(
      "`llm` does not find it",
    );
    expect(
      await why("I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference"),
    ).toContain("before changes were recorded");
  });

  test("show everyone what was added lately", async () => {
    await push(first, second);
    const news = messageOf(await paperboy.person("Mira").run("new", { since: "year" }));
    expect(textOf(news)).toMatch(/Nothing was added|SmoothQuant/);
  });

  test("/about shows the last check of the list and the pending announcements", async () => {
    const about = textOf(messageOf(await paperboy.person("Mira").run("about")));
    expect(about).toMatch(
      /Last checked <t:\d+:R>: (nothing new|a new version was read) · next check <t:\d+:R>/,
    );
    expect(about).toContain("No announcement is pending");
  });
});

describe("a list's first reading", () => {
  test("announces nothing, and records the list's past for previews, /new and papers that return", async () => {
    const past = createUpstream();
    past.commit({ "README.md": listOf(first, third) });
    past.commit({ "README.md": listOf(first, second) });
    const bot = await startPaperboy({ UPSTREAM_URL: `file://${past.dir}` });
    try {
      const admin = bot.person("Ada");
      const preview = messageOf(await admin.run("subscribe"));
      expect(textOf(preview)).toContain("It would have announced 1 change");
      expect(textOf(preview)).toContain("SmoothQuant");
      await admin.press(preview, "Save");
      past.commit({ "README.md": listOf(first, second, third) });
      await bot.check();
      await sleep(300);
      expect((await admin.read()).filter(({ only_for }) => only_for === undefined)).toEqual([]);
    } finally {
      await bot.stop();
      past.remove();
    }
  });
});
