import { setTimeout as sleep } from "node:timers/promises";
import { ChannelType, ComponentType, InteractionType, MessageFlags } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createOperator } from "../src/sandbox/create-operator.js";
import type { Answer, FormValue, Message, WorldChange } from "../src/sandbox/protocol.js";
import { buttonsOf, messageOf, optionsOf, type Paperboy, startPaperboy, textOf } from "./paperboy.js";
import { createUpstream, type Upstream } from "./upstream/fixture.js";

const arxiv = (id: string) => `[[paper](https://arxiv.org/abs/${id})]`;
const first = `- I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference ${arxiv("2207.01405")}`;
const second = `- SmoothQuant: Accurate Post-Training Quantization for Large Language Models ${arxiv("2211.10438")}`;
const third = `- Oscillation-free Quantization for Low-bit Vision Transformers ${arxiv("2302.02210")}`;
const withCode = (entry: string) => `${entry} [[code](https://github.com/a/b)]`;
const listOf = (...entries: string[]) => `# Quantized Papers\n\n## ICLR-2024\n\n${entries.join("\n\n")}\n`;

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
const operator = () => createOperator(paperboy.sandbox.url);

async function until<T>(read: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let wait = 0; wait < 200; wait++) {
    const found = await read();
    if (found) return found;
    await sleep(50);
  }
  throw new Error("it never came");
}

async function channelCalled(name: string) {
  return await until(async () => (await ada().world()).channels.find((channel) => channel.name === name));
}

/** Changes the server, and waits until the bot knows of it. */
async function change(...changes: WorldChange[]): Promise<void> {
  for (const one of changes) await operator().change(one);
  await sleep(100);
}

async function personCalled(name: string) {
  return await until(async () => (await ada().world()).people.find((person) => person.name === name));
}

async function roleCalled(name: string): Promise<string> {
  return (await ada().world()).roles.find((role) => role.name === name)?.id ?? "";
}

/** Subscribes a channel as an admin does. */
async function subscribe(
  options: Record<string, string | boolean> = {},
  channel = "papers",
): Promise<Message> {
  const preview = messageOf(await ada(channel).run("subscribe", options));
  return messageOf(await ada(channel).press(preview, "Save"));
}

/** Opens one subscription. */
async function open(saved: Message): Promise<Message> {
  return messageOf(await ada().press(saved, "Open it"));
}

function formOf(answer: Answer) {
  if (answer.kind !== "modal") throw new Error(`expected a form, got ${JSON.stringify(answer)}`);
  return answer.modal;
}

async function fill(message: Message, label: string, values: Record<string, FormValue>): Promise<Message> {
  return messageOf(await ada().submit(formOf(await ada().press(message, label)), values));
}

async function push(...entries: string[]): Promise<void> {
  upstream.commit({ "README.md": listOf(...entries) });
  await paperboy.check();
}

/** What the bot has announced in a channel, once there is as much. */
async function announced(count: number, channel = "papers"): Promise<Message[]> {
  const read = async () => (await ada(channel).read()).filter(({ only_for }) => only_for === undefined);
  for (let wait = 0; wait < 200 && (await read()).length < count; wait++) await sleep(50);
  // What should not come has a moment to come after all.
  await sleep(200);
  return await read();
}

const postsOf = async (parentId: string) =>
  (await ada().world()).channels.filter((channel) => channel.parentId === parentId);

describe("editing a subscription", () => {
  test("shows its settings in two forms of menus, boxes and choices, and an unchanged form changes nothing", async () => {
    const one = await open(
      await subscribe({ query: "vit", thread: true, mention: await roleCalled("Readers") }),
    );
    const what = formOf(await ada().press(one, "What and when"));
    expect(what.components.map((item) => ("component" in item ? item.component.type : item.type))).toEqual([
      ComponentType.TextInput,
      ComponentType.CheckboxGroup,
      ComponentType.RadioGroup,
      ComponentType.TextInput,
    ]);
    expect(textOf(messageOf(await ada().submit(what, {})))).toContain("Unchanged.");
    const where = formOf(await ada().press(one, "Where and how"));
    expect(where.components.map((item) => ("component" in item ? item.component.type : item.type))).toEqual([
      ComponentType.ChannelSelect,
      ComponentType.RoleSelect,
      ComponentType.CheckboxGroup,
    ]);
    expect(textOf(messageOf(await ada().submit(where, {})))).toContain("Unchanged.");
  });

  test("writes what was changed: filter, kinds, time, channel, role, notification and publication", async () => {
    const one = await open(await subscribe({ query: "vit" }));
    const what = await fill(one, "What and when", {
      query: "llm",
      kinds: ["added", "removed"],
      often: "weekly",
      time: "Friday 18:30 Berlin",
    });
    expect(textOf(what)).toContain("✅ Saved.");
    expect(textOf(what)).toContain(
      "for `llm` · weekly on Friday at 18:30 Europe/Berlin · new papers, removals",
    );
    const where = await fill(what, "Where and how", {
      channel: "announcements",
      role: "Readers",
      how: ["quiet", "publish"],
    });
    const { id } = await channelCalled("announcements");
    expect(textOf(where)).toContain(`<#${id}> · for \`llm\``);
    expect(textOf(where)).toContain(
      `mentions <@&${await roleCalled("Readers")}> · without a notification · published`,
    );
    const none = await fill(where, "Where and how", { role: "", how: "" });
    expect(textOf(none)).not.toMatch(/mentions|notification|published/);
  });

  test("keeps what was filled in where a part of it is wrong, also a second time", async () => {
    const one = await open(await subscribe({ query: "vit" }));
    const wrong = await fill(one, "What and when", { query: "llm", often: "daily", time: "9:00 Mars/Base" });
    expect(textOf(wrong)).toContain('"Mars/Base" is not a time zone');
    expect(buttonsOf(wrong)).toEqual(["Correct it", "Cancel"]);
    const again = await fill(wrong, "Correct it", { time: "Friday 9:00" });
    expect(textOf(again)).toContain("*When* is");
    const right = await fill(again, "Correct it", { time: "9:05 Asia/Tokyo" });
    expect(textOf(right)).toContain("for `llm` · daily at 9:05 Asia/Tokyo");
  });

  test("overwrites nothing that somebody else has changed meanwhile, and says so", async () => {
    const mira = paperboy.person("Mira");
    await change({ kind: "set-admin", personId: (await personCalled("Mira")).id, on: true });
    const one = await open(await subscribe({ query: "vit" }));
    const all = messageOf(await mira.run("subscriptions"));
    const hers = messageOf(await mira.choose(all, null, [optionsOf(all)[0]?.value ?? ""]));
    const mine = formOf(await ada().press(one, "What and when"));
    await mira.submit(formOf(await mira.press(hers, "Where and how")), { how: "thread" });
    // Another setting: both changes stay.
    const both = messageOf(await ada().submit(mine, { query: "llm" }));
    expect(textOf(both)).toContain("for `llm`");
    expect(textOf(both)).toContain("with a thread");
    const late = formOf(await ada().press(both, "What and when"));
    await mira.submit(formOf(await mira.press(hers, "What and when")), { query: "bert" });
    const refused = messageOf(await ada().submit(late, { query: "gpt", often: "daily" }));
    expect(textOf(refused)).toContain("Nothing was saved: somebody else has changed the filter meanwhile");
    expect(textOf(refused)).toContain("for `bert` · at once");
  });

  test("to another channel keeps what is pending, and Discord's own kind of the channel", async () => {
    const one = await open(await subscribe({ cadence: "monthly" }));
    await push(first, second);
    const moved = await fill(one, "Where and how", { channel: "reading-group" });
    await fill(moved, "What and when", { often: "at once" });
    expect((await announced(1, "reading-group"))[0]?.content).toContain("SmoothQuant");
    expect(await announced(0)).toEqual([]);
  });
});

describe("/subscribe with a wrong option", () => {
  test("answers with the form, with everything that was asked for", async () => {
    const form = formOf(
      await ada().run("subscribe", { query: "vit", cadence: "daily at 9 Mars/Base", thread: true }),
    );
    expect(JSON.stringify(form)).toContain("is not a time zone");
    const preview = messageOf(await ada().submit(form, { time: "9:30 Europe/Berlin" }));
    expect(textOf(preview)).toContain("for `vit` · daily at 9:30 Europe/Berlin");
    expect(textOf(preview)).toContain("with a thread");
    expect(textOf(messageOf(await ada().press(preview, "Save")))).toContain("## Subscribed");
  });

  const wrong: readonly [Record<string, string | boolean>, string][] = [
    [{ query: "venue:icla" }, "did you mean ICLR?"],
    [{ list: "qantized" }, "list"],
    [{ mention: "@everyone" }, "cannot mention everyone"],
    [{ publish: true }, "Only messages in an announcement channel"],
    [{ tags: "new" }, "Only the posts of a forum have tags"],
  ];
  test.each(wrong)("says what is wrong above the form: %j", async (options, problem) => {
    const form = formOf(await ada().run("subscribe", { ...options, quiet: true }));
    const [said] = form.components;
    expect(said?.type).toBe(ComponentType.TextDisplay);
    expect(JSON.stringify(said)).toContain(problem);
  });

  test("fills in what was probably meant", async () => {
    const form = formOf(await ada().run("subscribe", { query: "vit venue:icla" }));
    expect(textOf(messageOf(await ada().submit(form, {})))).toContain("venue:ICLR");
  });

  test("saves a filter of any length that may be typed, with every other setting", async () => {
    const query = `${"quantization ".repeat(15)}vit`.slice(0, 200);
    const saved = await subscribe({
      query,
      mention: await roleCalled("Readers"),
      cadence: "weekly on Wednesday at 20:45 America/Argentina/Buenos_Aires",
      thread: true,
    });
    expect(textOf(saved)).toContain("## Subscribed");
    expect(textOf(saved)).toContain(query);
  });
});

describe("/subscriptions", () => {
  test("names each as people do, with the same numbers in text and menu, on every page", async () => {
    for (let index = 0; index < 8; index++)
      await subscribe({ query: `topic${index}`, cadence: "daily 7:15" });
    const page = messageOf(await ada().run("subscriptions"));
    const next = messageOf(await ada().press(page, "Next ›"));
    expect(textOf(next)).toContain("Page 2 of 2");
    for (const shown of [page, next]) {
      for (const { label } of optionsOf(shown)) {
        const [number = "", name = ""] = label.split(". ");
        expect(name).toMatch(/^#papers · topic\d · daily at 7:15 UTC$/);
        expect(textOf(shown)).toMatch(
          new RegExp(`\\*\\*${number}\\.\\*\\* <#\\d+> · for .topic${Number(number) - 1}.`),
        );
      }
    }
    expect(optionsOf(next).map(({ label }) => label.split(".")[0])).toEqual(["7", "8"]);
  });

  test("says that a role was deleted, which is not mentioned any more", async () => {
    const role = await roleCalled("Readers");
    await subscribe({ mention: role });
    await change({ kind: "delete-role", roleId: role });
    expect(textOf(messageOf(await ada().run("subscriptions")))).toContain("Its role was deleted");
    await push(first, second);
    const [message] = await announced(1);
    expect(message?.content).toMatch(/^New paper/);
    expect(message?.content).not.toContain(role);
  });

  test("says that a thread could not be opened, until one could", async () => {
    const { id } = await channelCalled("papers");
    await subscribe({ thread: true });
    paperboy.sandbox.faults.add({
      kind: "error",
      route: "POST /channels/:id/messages/:id/threads",
      status: 403,
      code: 50013,
      times: 1,
    });
    await push(first, second);
    await announced(1);
    const shown = () => ada().run("subscriptions").then(messageOf).then(textOf);
    expect(await until(async () => /no thread was opened.*/.exec(await shown())?.[0])).toContain(
      "permission",
    );
    await push(first, second, third);
    await until(async () => (await postsOf(id)).length > 0);
    await until(async () => !(await shown()).includes("no thread was opened"));
  });

  test("tries a channel that refuses again, now", async () => {
    const { id } = await channelCalled("papers");
    const saved = await subscribe();
    paperboy.sandbox.faults.add({ kind: "missing-permission", channelId: id, permission: "SendMessages" });
    await push(first, second);
    await until(async () => textOf(messageOf(await ada().run("subscriptions"))).includes("🔴 blocked"));
    const blocked = await open(saved);
    paperboy.sandbox.faults.clear();
    expect(textOf(messageOf(await ada().press(blocked, "Try now")))).toContain("🟢 active");
    expect(await announced(1)).toHaveLength(1);
  });

  test("offers to cancel a removal", async () => {
    const asked = messageOf(await ada().press(await open(await subscribe()), "Remove"));
    expect(buttonsOf(asked)).toEqual(["Remove", "Cancel"]);
    expect(textOf(messageOf(await ada().press(asked, "Cancel")))).toContain("🟢 active");
  });

  test("saving the same again says that it is unchanged", async () => {
    await subscribe({ query: "vit" });
    expect(textOf(await subscribe({ query: "vit" }))).toContain("## Unchanged");
  });
});

describe("overlapping subscriptions of a channel", () => {
  test("are shown before saving, and announce a paper once: the one with a role", async () => {
    const role = await roleCalled("Readers");
    await subscribe();
    const preview = messageOf(await ada().run("subscribe", { query: "llm", mention: role }));
    expect(textOf(preview)).toContain("⚠️ It overlaps");
    expect(textOf(preview)).toContain("is announced once, by this one");
    await ada().press(preview, "Save");
    await push(first, second, third);
    const messages = await announced(2);
    expect(messages.map(({ content }) => content).toSorted()).toEqual([
      expect.stringMatching(new RegExp(`^<@&${role}> New paper: SmoothQuant`)),
      expect.stringMatching(/^New paper: Oscillation/),
    ]);
    const why = messageOf(
      await ada().run("why", {
        paper: "SmoothQuant: Accurate Post-Training Quantization for Large Language Models",
      }),
    );
    expect(textOf(why)).toContain("another subscription of this channel");
  });

  test("hand over what the paused one had not announced yet", async () => {
    const weekly = await open(
      await subscribe({ query: "llm", cadence: "weekly", mention: await roleCalled("Readers") }),
    );
    await subscribe();
    await push(first, second);
    expect(await announced(0)).toEqual([]);
    await ada().press(weekly, "Pause");
    expect((await announced(1))[0]?.content).toMatch(/^New paper: SmoothQuant/);
  });
});

describe("a forum", () => {
  const forumWith = async (tags: readonly string[], requiresTag = false) => {
    await change({ kind: "create-channel", name: "forum", type: ChannelType.GuildForum, tags, requiresTag });
    return (await channelCalled("forum")).id;
  };
  const tagsIn = async (post: string) => {
    return (await ada().world()).channels.find(({ id }) => id === post)?.tags;
  };

  test("has one post a paper: later changes are replies in it and add their tags, and its title stays", async () => {
    const forum = await forumWith(["New papers", "Code", "TMLR"]);
    await subscribe({ channel: forum });
    await push(first, second);
    const [post] = await until(async () => (await postsOf(forum)).length > 0 && (await postsOf(forum)));
    expect(await tagsIn(post?.id ?? "")).toEqual(["New papers"]);
    await push(first, withCode(second));
    await until(async () => (await ada(post?.id).read()).length === 2);
    await until(async () => (await tagsIn(post?.id ?? ""))?.join() === "New papers,Code");
    await paperboy.restart();
    await push(first, withCode(second).replace("SmoothQuant: Accurate", "SmoothQuant: Truly Accurate"));
    expect((await postsOf(forum)).map(({ name }) => name)).toEqual([post?.name]);
    expect((await ada(post?.id).read()).map(({ content }) => content)).toEqual([
      expect.stringMatching(/^New paper: SmoothQuant/),
      expect.stringMatching(/^Code released: SmoothQuant/),
    ]);
  });

  test("gets a new post where the paper's was deleted", async () => {
    const forum = await forumWith([]);
    await subscribe({ channel: forum });
    await push(first, second);
    const [post] = await until(async () => (await postsOf(forum)).length > 0 && (await postsOf(forum)));
    await change({ kind: "delete-channel", channelId: post?.id ?? "" });
    await push(first, withCode(second));
    const [other] = await until(async () => (await postsOf(forum)).length > 0 && (await postsOf(forum)));
    expect((await ada(other?.id).read())[0]?.content).toMatch(/^Code released/);
    expect(textOf(messageOf(await ada().run("subscriptions")))).toContain("🟢 active");
  });

  test("tags its posts as chosen by name, and by venue, list and kind where it has such a tag", async () => {
    const forum = await forumWith(["Efficient", "iclr", "quantized papers", "New papers", "other"]);
    expect(
      (await ada().suggest("subscribe", { channel: forum, tags: "eff" }, "tags")).map(({ value }) => value),
    ).toEqual(["Efficient"]);
    const preview = messageOf(await ada().run("subscribe", { channel: forum, tags: "efficient" }));
    expect(textOf(preview)).toContain("tagged Efficient");
    await ada().press(preview, "Save");
    await push(first, second);
    const [post] = await until(async () => (await postsOf(forum)).length > 0 && (await postsOf(forum)));
    expect(await tagsIn(post?.id ?? "")).toEqual(["Efficient", "iclr", "quantized papers", "New papers"]);
  });

  test("that requires a tag is known before saving, and blocks nothing", async () => {
    const forum = await forumWith(["general"], true);
    const preview = messageOf(await ada().run("subscribe", { channel: forum }));
    expect(textOf(preview)).toContain("requires a tag on each post");
    expect(textOf(preview)).toContain("**general**");
    await ada().press(preview, "Save");
    await push(first, second);
    const [post] = await until(async () => (await postsOf(forum)).length > 0 && (await postsOf(forum)));
    expect(await tagsIn(post?.id ?? "")).toEqual(["general"]);
  });

  test("that requires a tag and has none keeps the announcement, and says why", async () => {
    const forum = await forumWith([], true);
    await subscribe({ channel: forum });
    await push(first, second);
    const shown = () => ada().run("subscriptions").then(messageOf).then(textOf);
    await until(async () => (await shown()).includes("Not sent yet: the forum requires a tag"));
    expect(await shown()).toContain("🟢 active");
  });

  test("offers its tags in the form", async () => {
    const forum = await forumWith(["a, b", "c"]);
    const one = await open(await subscribe({ channel: forum }));
    const edited = await fill(one, "Where and how", { tags: ["a, b", "c"] });
    expect(textOf(edited)).toContain("tagged a, b, c");
    const fewer = await fill(edited, "Where and how", { tags: ["a, b"] });
    expect(textOf(fewer)).toMatch(/tagged a, b$/m);
  });
});

describe("a text channel with threads", () => {
  test("has one announcement a paper: later changes go to its thread", async () => {
    const { id } = await channelCalled("papers");
    await subscribe({ thread: true });
    await push(first, second);
    const [message] = await announced(1);
    await until(async () => (await postsOf(id)).length === 1);
    await push(first, withCode(second));
    const replies = await until(async () => {
      const read = await ada(message?.id).read();
      return read.length > 0 && read;
    });
    expect(replies.map(({ content }) => content)).toEqual([expect.stringMatching(/^Code released/)]);
    expect(await announced(1)).toHaveLength(1);
    const card = await ada().run("paper", {
      title: "SmoothQuant: Accurate Post-Training Quantization for Large Language Models",
    });
    expect(textOf(messageOf(card))).toContain(`💬 Here: <#${message?.id}>`);
  });

  test("a card links the announcement where there is no thread", async () => {
    await subscribe({ quiet: true });
    await push(first, second);
    const [message] = await announced(1);
    expect((message?.flags ?? 0) & MessageFlags.SuppressNotifications).not.toBe(0);
    const title = "SmoothQuant: Accurate Post-Training Quantization for Large Language Models";
    const shown = async (channel: string) =>
      textOf(messageOf(await paperboy.person("Mira", channel).run("paper", { title })));
    const here = `${message?.channel_id}/${message?.id})`;
    expect(await shown("papers")).toContain(here);
    expect(await shown("dm")).not.toContain("💬");
    const mira = paperboy.person("Mira");
    expect(textOf(messageOf(await mira.run("search", { query: "accurate" })))).toContain(here);
    const drawn = messageOf(await mira.run("random"));
    const other = messageOf(await mira.press(drawn, "Another"));
    expect([drawn, other].map(textOf)).toContainEqual(expect.stringContaining(here));
  });
});

describe("a press", () => {
  test("of Test posts once, however many processes hear of it", async () => {
    const one = await open(await subscribe());
    const test = [...JSON.stringify(one).matchAll(/"(test:[a-z0-9]+)"/g)][0]?.[1] ?? "";
    const data = { custom_id: test, component_type: ComponentType.Button };
    const about = { person: "Ada", channel: "papers", messageId: one.id, data };
    const id = "1234567890123456789";
    for (let process = 0; process < 2; process++)
      await paperboy.sandbox.forge({ ...about, type: InteractionType.MessageComponent, instead: { id } });
    const samples = await announced(1);
    expect(samples.map(({ content }) => content)).toEqual([
      expect.stringMatching(/^🧪 A sample · New paper/),
    ]);
  });

  test("of Share posts once, however often, and it is not offered in direct messages", async () => {
    const mira = paperboy.person("Mira");
    const about = messageOf(await mira.run("about"));
    expect(textOf(messageOf(await mira.press(about, "Share")))).toContain("Shared by");
    expect(textOf(messageOf(await mira.press(about, "Share")))).toContain("shared already");
    expect(await announced(1)).toHaveLength(1);
    const direct = messageOf(await paperboy.person("Mira", "dm").run("about"));
    expect(buttonsOf(direct)).not.toContain("Share");
  });
});
