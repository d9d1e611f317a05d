import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../src/sandbox/protocol.js";
import { countBacklog } from "../src/store/backlog.js";
import { openStore } from "../src/store/open-store.js";
import type { Db } from "../src/store/schema.js";
import { buttonsOf, later, messageOf, optionsOf, type Paperboy, startPaperboy, textOf } from "./paperboy.js";
import { createUpstream, list, type Upstream } from "./upstream/fixture.js";

const vit = "I-ViT: Integer-only Quantization";
const smooth = "SmoothQuant: Accurate Quantization of Language Models";
const speech = "Pruning Whisper for Speech Recognition";
const pixels = "Distilling Diffusion into Few Steps";

let folder: string;
let quant: Upstream;
let efficient: Upstream;
let paperboy: Paperboy;

async function start(more: Record<string, string> = {}, lists: Record<string, unknown>[] = bothLists()) {
  const file = join(folder, "paperboy.config.json");
  writeFileSync(file, JSON.stringify({ lists }));
  paperboy = await startPaperboy({ CONFIG_FILE: file, ...more });
}

const bothLists = () => [
  { id: "quant", name: "Quantization", url: `file://${quant.dir}` },
  { id: "efficient", name: "Efficient AI", url: `file://${efficient.dir}`, surge: 2 },
];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "paperboy-lists-"));
  quant = createUpstream();
  quant.commit({ "README.md": list(vit) });
  efficient = createUpstream();
  efficient.commit({ "README.md": list(speech, vit) });
});
afterEach(async () => {
  await paperboy.stop();
  quant.remove();
  efficient.remove();
  rmSync(folder, { recursive: true });
});

const ada = (channel = "papers") => paperboy.person("Ada", channel);
const mira = (channel = "papers") => paperboy.person("Mira", channel);
const ran = async (who: ReturnType<typeof ada>, command: string, options = {}) =>
  textOf(messageOf(await who.run(command, options)));

async function subscribe(options: Record<string, string> = {}, channel = "papers"): Promise<void> {
  const preview = messageOf(await ada(channel).run("subscribe", options));
  await ada(channel).press(preview, "Save");
}

async function inStore<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  const outcome = await openStore({ path: paperboy.databaseFile });
  if (outcome.kind !== "open") throw new Error(outcome.message);
  try {
    return await work(outcome.store.db);
  } finally {
    await outcome.store.close();
  }
}

/** What was announced in a channel, once all that is to come has come. */
async function announced(channel = "papers"): Promise<Message[]> {
  await sleep(400);
  await inStore(async (db) => {
    for (let left = 1; left > 0; ) {
      const { pending, sending } = await countBacklog(db);
      left = pending + sending;
      if (left > 0) await sleep(50);
    }
  });
  return (await ada(channel).read()).filter(({ only_for }) => only_for === undefined);
}

async function commit(upstream: Upstream, ...titles: string[]): Promise<void> {
  upstream.commit({ "README.md": list(...titles) });
  await paperboy.check();
}

/** As of the list `quant`. @param date seconds since 1970 */
function commitAt(date: number, ...titles: string[]): string {
  const parent = quant.run("rev-parse", "HEAD");
  quant.commit({ "README.md": list(...titles) });
  const tree = quant.run("rev-parse", "HEAD^{tree}");
  const header = `tree ${tree}\nparent ${parent}\nauthor A <a@x> 1 +0000\ncommitter A <a@x> ${date} +0000`;
  const sha = quant.feed(`${header}\n\nX\n`, "hash-object", "-t", "commit", "-w", "--stdin", "--literally");
  quant.run("update-ref", "HEAD", sha);
  return sha;
}

describe("several lists", () => {
  test("are shown by /lists, each with its counts, revision, last change and state", async () => {
    await start();
    await commit(efficient, speech, vit, pixels);
    const shown = await ran(mira(), "lists");
    expect(shown).toContain("## 2 lists\n-# 3 papers in all, each counted once");
    expect(shown).toMatch(
      /\*\*Quantization\*\*\n`list:quant` · 1 paper · revision `[0-9a-f]{7}` of <t:\d+:D>/,
    );
    expect(shown).toMatch(/\*\*Efficient AI\*\*\n`list:efficient` · 3 papers · revision/);
    expect(shown).toMatch(/last change <t:\d+:R>: New paper, \*Distilling Diffusion into Few Steps\*/);
    expect(shown).toMatch(/last checked <t:\d+:R>: nothing new · next check <t:\d+:R>/);
  });

  test("are searched together: a paper in both is found once, with its lists", async () => {
    await start();
    const found = await ran(mira(), "search", { query: "quantization" });
    expect(found).toContain("The only paper for `quantization`");
    expect(found).toContain("-# In Quantization, Efficient AI");
    expect(await ran(mira(), "search", { query: "list:efficient" })).toContain("## 2 papers");
    expect(await ran(mira(), "search", { query: "vit", list: "quant" })).toContain(
      "The only paper for `list:quant vit`",
    );
    expect(await ran(mira(), "search", { query: "list:efficent vit" })).toContain(
      "The only paper for `list:efficient vit`",
    );
    expect(await ran(mira(), "search", { query: "list:speech vit" })).toContain("No list is called");
    // What another option rules out is not suggested.
    const suggested = await mira().suggest("search", { query: "", list: "efficient" }, "query");
    expect(suggested).toHaveLength(2);
    const vits = await mira().suggest("search", { query: "vit", list: "efficient", year: "1999" }, "query");
    expect(vits).toEqual([]);
    expect(await mira().suggest("search", { venue: "", year: "1999" }, "venue")).toEqual([]);
    expect(await mira().suggest("search", { query: "", list: "eff" }, "list")).toEqual([
      { name: "Efficient AI", value: "efficient" },
    ]);
  });

  test("a paper is announced once a channel, whichever list adds it first", async () => {
    await start();
    await subscribe();
    await subscribe({ list: "efficient" }, "reading-group");
    await commit(quant, vit, smooth);
    await commit(efficient, speech, vit, smooth);
    expect((await announced()).map(({ content }) => content)).toEqual([`New paper: ${smooth} · ICLR 2024`]);
    const [only, ...others] = await announced("reading-group");
    expect(others).toEqual([]);
    expect(only?.embeds[0]).toMatchObject({
      description: expect.stringContaining("-# Efficient AI"),
    });
    expect(await ran(mira(), "why", { paper: smooth })).toContain(
      "another subscription of this channel, or another list, has announced it there",
    );
  });

  test("a paper that another list had is not new, but also in one more list for those who ask for that", async () => {
    await start();
    await subscribe();
    await subscribe({ kinds: "papers that are also in one more list now" }, "reading-group");
    await subscribe({ list: "quant" }, "general");
    commitAt(Math.floor(Date.now() / 1000), vit, speech);
    await paperboy.check();
    const also = `Also in Quantization now: ${speech}`;
    const all = async () => [
      (await announced()).map(({ content }) => content),
      (await announced("reading-group")).map(({ content }) => content),
      (await announced("general"))
        .map(({ content }) => content)
        .filter((content) => content.includes(speech)),
    ];
    // Where a subscription asks for one list, it is new.
    expect(await all()).toEqual([[], [also], [`New paper: ${speech} · ICLR 2024`]]);
    expect(await ran(mira(), "why", { paper: speech })).toContain(
      "a list that this server sees had it already",
    );
    expect(await ran(mira(), "new", { since: "day" })).not.toContain(speech);
    await commit(quant, vit);
    await commit(quant, vit, speech);
    await paperboy.restart();
    await paperboy.check();
    expect(await all()).toEqual([[], [also], [`New paper: ${speech} · ICLR 2024`]]);
  });

  test.each([
    ["", false],
    [", with a restart after each revision", true],
  ])("a venue that only a later list states is found and announced once%s", async (_, restarts) => {
    const entries = (venue: string, ...titles: string[]) =>
      `# Papers\n\n${titles.map((title) => `- ${title}, ${venue} 2026 [[paper](https://example.org/tide.pdf)]\n`).join("\n")}`;
    const add = async (upstream: Upstream, text: string): Promise<void> => {
      upstream.commit({ "README.md": text });
      await paperboy.check();
      if (restarts) await paperboy.restart();
    };
    await start();
    await subscribe({ query: "venue:iclr" });
    await subscribe({}, "general");
    await add(quant, `${list(vit)}\n${entries("arXiv", pixels)}`);
    await add(efficient, `${list(speech, vit)}\n${entries("ICLR", pixels)}`);
    await add(quant, `${list(vit)}\n${entries("ICLR", pixels)}`);
    const found = await ran(mira(), "search", { query: "venue:iclr diffusion" });
    expect(found).toContain("The only paper for");
    expect((await announced()).map(({ content }) => content)).toEqual([`New paper: ${pixels} · ICLR 2026`]);
    expect((await announced("general")).map(({ content }) => content)).toEqual([
      `New paper: ${pixels} · arXiv 2026`,
      `Accepted at ICLR 2026: ${pixels}`,
    ]);
    expect(await ran(mira(), "why", { paper: pixels })).not.toContain("baseline");
  });

  test("a paper of a list that the server does not see is new", async () => {
    await start();
    await subscribe();
    await ada().choose(messageOf(await ada().run("lists")), null, ["quant"]);
    commitAt(Math.floor(Date.now() / 1000), vit, speech);
    await paperboy.check();
    expect((await announced()).map(({ content }) => content)).toEqual([`New paper: ${speech} · ICLR 2024`]);
    expect(await ran(mira(), "new", { since: "day" })).toContain(speech);
  });

  test("a paper that they first had under unlike titles is one, and announced once, from when they agree", async () => {
    const [page, code] = [
      "[[paper](https://example.org/driftwood.pdf)]",
      "[[code](https://github.com/sea/driftwood)]",
    ];
    const add = async (upstream: Upstream, before: string, entry: string): Promise<void> => {
      upstream.commit({ "README.md": `${before}\n- ${entry}\n` });
      await paperboy.check();
    };
    await start();
    await subscribe();
    await add(quant, list(vit), "Sorting Harbour Logs [[paper](https://example.org/logs.pdf)]");
    await add(efficient, list(speech, vit), `Driftwood-2 ${page}`);
    await add(efficient, list(speech, vit), `Sorting Harbour Logs ${page}`);
    await add(efficient, list(speech, vit), `Sorting Harbour Logs ${page} ${code}`);
    await add(quant, list(vit), `Sorting Harbour Logs [[paper](https://example.org/logs.pdf)] ${code}`);
    expect((await announced()).map(({ content }) => content)).toEqual([
      "New paper: Sorting Harbour Logs · ICLR 2024",
      "New paper: Driftwood-2 · ICLR 2024",
      "Code released: Sorting Harbour Logs",
    ]);
    expect(await ran(mira(), "search", { query: "harbour" })).toContain("The only paper for `harbour`");
  });

  test.each([
    ["", false],
    [", with a restart after each revision", true],
  ])(
    "the very title is the paper, also where another title came with its arXiv id before%s",
    async (_, restarts) => {
      const widget = "BlitzWidget: Fast and Live Large Widget Autoscaling with O(1) Host Caching";
      const lesser = "Fast and Live Widget Auto Scaling with O(1) Host Caching";
      const arxiv = "[[arXiv](https://arxiv.org/abs/2401.00001)]";
      const page = "[[paper](https://example.org/blitz.pdf)]";
      const add = async (upstream: Upstream, ...entries: string[]): Promise<void> => {
        upstream.commit({
          "README.md": `${list(speech)}\n${entries.map((each) => `- ${each}\n`).join("\n")}`,
        });
        await paperboy.check();
        if (restarts) await paperboy.restart();
      };
      await start();
      await subscribe();
      await subscribe({ list: "efficient" }, "reading-group");
      await add(quant, `${widget} ${arxiv}`);
      await add(efficient, `${lesser} ${arxiv}`);
      await add(efficient, `${lesser} ${arxiv}`, `${widget} ${page}`);
      await add(efficient, `${widget} ${page}`);
      const news = async (channel: string) => (await announced(channel)).map(({ content }) => content);
      expect(await news("papers")).toEqual([`New paper: ${widget} · ICLR 2024`]);
      expect(await news("reading-group")).toEqual([`New paper: ${lesser} · ICLR 2024`]);
      const found = await ran(mira(), "search", { query: "blitzwidget" });
      expect(found).toContain("The only paper for `blitzwidget`");
      expect(found).toContain("-# In Quantization, Efficient AI");
    },
  );

  test("a title that a list adds under an id it has already announces nothing, in either order of the lists", async () => {
    const [named, plain] = [
      "TideFold: Folding Tide Tables into Compact Memories",
      "Folding Tide Tables into Compact Memories",
    ];
    const arxiv = "[[arXiv](https://arxiv.org/abs/2401.00002)]";
    const entry = async (upstream: Upstream, ...entries: string[]): Promise<void> => {
      upstream.commit({ "README.md": `${list(speech)}\n${entries.map((each) => `- ${each}\n`).join("\n")}` });
      await paperboy.check();
    };
    await start();
    await subscribe();
    await entry(efficient, plain);
    await entry(efficient, `${plain} [[paper](https://example.org/tide.pdf)]`);
    await entry(quant, `${named} ${arxiv}`);
    await entry(efficient, `${named} ${arxiv}`);
    await entry(efficient, `${plain} [[paper](https://example.org/tide.pdf)]`, `${named} ${arxiv}`);
    expect((await announced()).map(({ content }) => content)).toEqual([`New paper: ${plain} · ICLR 2024`]);
    expect(await ran(mira(), "search", { query: "tidefold" })).toContain("The only paper for `tidefold`");
  });

  test("a paper is announced once a channel also through two subscriptions, one to each list", async () => {
    await start();
    await subscribe({ list: "quant" });
    await subscribe({ list: "efficient" });
    await commit(quant, vit, smooth);
    await commit(efficient, speech, vit, smooth);
    await commit(efficient, speech, vit, smooth, pixels);
    expect((await announced()).map(({ content }) => content)).toEqual([
      `New paper: ${smooth} · ICLR 2024`,
      `New paper: ${pixels} · ICLR 2024`,
    ]);
  });

  test("can be subscribed to several at a time, and narrowed to several", async () => {
    await start();
    expect(await ran(ada(), "subscribe", { list: "efficient, quant", query: "has:paper" })).toContain(
      "for `has:paper` · in Quantization, Efficient AI",
    );
    expect(await ran(mira(), "search", { query: "whisper", list: "Quantization,efficient" })).toContain(
      "The only paper for `list:quant,efficient whisper`",
    );
    expect(await ran(ada(), "lists", { branch: "main" })).toContain("give its address with `add`");
  });

  test("of one name are told apart, and a filter keeps its list when another takes the name", async () => {
    const [red, green] = ["# Red", "# Green"];
    const named = (name: string, ...titles: string[]) => list(...titles).replace("# Papers", name);
    const add = async (upstream: Upstream, name: string, ...titles: string[]): Promise<void> => {
      upstream.commit({ "README.md": named(name, ...titles) });
      await paperboy.check();
    };
    quant.commit({ "README.md": named(red, vit) });
    efficient.commit({ "README.md": named(green, speech) });
    await start(
      {},
      bothLists().map(({ id, url }) => ({ id, url })),
    );
    await subscribe({ query: 'list:"Red"' });
    await add(efficient, red, speech);
    for (const options of [{ query: 'list:"Red"' }, { query: "vit", list: "red" }])
      expect(await ran(mira(), "search", options)).toMatch(
        /More than one list is called "[Rr]ed": write list:quant or list:efficient\./,
      );
    await add(quant, green, vit);
    await add(efficient, red, speech, pixels);
    await add(quant, green, vit, smooth);
    expect((await announced()).map(({ content }) => content)).toEqual([`New paper: ${smooth} · ICLR 2024`]);
    // As it was saved before filters kept ids.
    await inStore((db) => db.updateTable("subscriptions").set({ query: 'list:"Green" vit' }).execute());
    await paperboy.restart();
    await expect
      .poll(() => inStore((db) => db.selectFrom("subscriptions").select("query").execute()), {
        timeout: 30_000,
      })
      .toEqual([{ query: "list:quant vit" }]);
  });

  test("a commit whose date is nonsense is announced and shown without it", async () => {
    await start();
    await subscribe();
    const sha = commitAt(1_700_000_000_000, vit, smooth);
    await paperboy.check();
    const [message] = await announced();
    expect(message?.content).toBe(`New paper: ${smooth} · ICLR 2024`);
    expect(message?.embeds[0]).not.toHaveProperty("timestamp");
    const shown = await ran(mira(), "lists");
    expect(shown).toContain(`revision \`${sha.slice(0, 7)}\``);
    expect(shown).not.toMatch(/NaN|Invalid/);
    expect(await ran(mira(), "new", { since: "day" })).toContain("## 1 new paper in the last day");
    await paperboy.restart();
    expect(await ran(mira(), "lists")).not.toMatch(/NaN|Invalid/);
  });

  test("small commits that together exceed the surge limit are one digest", async () => {
    await start();
    await subscribe();
    efficient.commit({ "README.md": list(speech, vit, pixels, "Alpha Networks") });
    efficient.commit({ "README.md": list(speech, vit, pixels, "Alpha Networks", "Beta Networks") });
    await paperboy.check();
    expect((await announced()).map(({ content }) => content)).toEqual([
      "3 new papers (ICLR 2024) in Efficient AI",
    ]);
  });

  test("many changes at once are one digest that names the lists", async () => {
    await start();
    await subscribe();
    const shown = messageOf(await ada("general").run("subscriptions"));
    const [option] = optionsOf(shown);
    const one = messageOf(await ada("general").choose(shown, null, [option?.value ?? ""]));
    const paused = messageOf(await ada("general").press(one, "Pause"));
    await commit(quant, vit, smooth, "Alpha Networks");
    await commit(efficient, speech, vit, smooth, pixels);
    await commit(efficient, speech, vit, smooth, pixels, "Beta Networks");
    await ada("general").press(paused, "Resume");
    const [digest, ...others] = await announced();
    expect(others).toEqual([]);
    expect(digest?.content).toBe("4 new papers (ICLR 2024) in Quantization and Efficient AI");
    expect(JSON.stringify(digest?.embeds[0])).toContain("-# Quantization and Efficient AI");
  });

  test("a held revision of one list stops no other list, and /held names its list", async () => {
    await start();
    await subscribe();
    await commit(efficient, pixels, "Alpha Networks", "Beta Networks");
    await commit(efficient, pixels, "Alpha Networks", "Beta Networks", "Gamma Networks");
    await commit(quant, vit, smooth);
    expect((await announced()).map(({ content }) => content)).toEqual([`New paper: ${smooth} · ICLR 2024`]);
    // Once, though a later revision is held with it.
    const warnings = paperboy.logged.filter((line) =>
      line.includes("A revision is held: It removes 2 of 2 papers"),
    );
    expect(warnings).toHaveLength(1);
    const held = messageOf(await ada("general").run("held"));
    expect(textOf(held)).toContain("## A revision of Efficient AI is held");
    expect(await ran(mira(), "lists")).toContain("a revision is held for the operator");
    const releasing = messageOf(await ada("general").press(held, "One digest"));
    await later(ada("general"), releasing, /is released/);
    await expect
      .poll(async () => (await announced()).at(-1)?.content, { timeout: 30_000 })
      .toBe("4 new papers (ICLR 2024) in Efficient AI");
  });

  test("a list that cannot be read stops no other, and /lists says so", async () => {
    efficient.remove();
    await start();
    expect(await ran(mira(), "search", { query: "vit" })).toContain("The only paper for");
    const shown = await ran(mira(), "lists");
    expect(shown).toMatch(
      /`list:efficient` · 0 papers\n-# no change recorded yet\n-# last checked .*could not be read/,
    );
    expect(await ran(mira(), "about")).toContain("1 of 2 lists could not be read lately");
    efficient = createUpstream();
  });

  test("are served again after a restart without network", async () => {
    await start();
    quant.run("checkout", "--quiet", "-b", "elsewhere");
    quant.run("branch", "-D", "main");
    await paperboy.restart();
    expect(await ran(mira(), "search", { query: "list:quant" })).toContain("The only paper");
  });

  test("entries that could not be read are shown by list, each with its line", async () => {
    efficient.commit({ "README.md": `${list(speech)}\n- Epsilon Networks []()\n` });
    await start();
    const shown = messageOf(await mira().run("lists"));
    expect(textOf(shown)).toContain("1 entry could not be read");
    const problems = textOf(messageOf(await mira().press(shown, "What could not be read")));
    expect(problems).toContain("## 1 entry could not be read");
    expect(problems).toMatch(/\*\*Efficient AI\*\*\n-# line 7: .*Epsilon Networks/);
  });

  test("may each have several files", async () => {
    quant.commit({ "2025.md": list(smooth) });
    await start({}, [{ id: "quant", url: `file://${quant.dir}`, paths: ["README.md", "2025.md"] }]);
    expect(await ran(mira(), "search", { query: "list:quant" })).toContain("## 2 papers");
    await subscribe();
    quant.commit({ "2025.md": list(smooth, pixels) });
    await paperboy.check();
    expect((await announced()).map(({ content }) => content)).toEqual([`New paper: ${pixels} · ICLR 2024`]);
  });
});

describe("which lists a server sees", () => {
  test("are chosen by its admins in the menu of /lists, for answers and announcements", async () => {
    await start();
    await subscribe();
    const menu = messageOf(await ada().run("lists"));
    expect(optionsOf(menu)).toMatchObject([
      { label: "Quantization", value: "quant", default: true },
      { label: "Efficient AI", value: "efficient", default: true },
    ]);
    expect(textOf(messageOf(await ada().choose(menu, null, ["quant"])))).toContain("- Quantization");
    expect(await ran(mira(), "search", { query: "whisper" })).not.toContain(`**1. ${speech}`);
    expect(await ran(mira(), "lists")).toContain("## 1 list\n");
    expect(await ran(ada(), "lists")).toMatch(/✅ \*\*Quantization\*\*[\s\S]*🙈 \*\*Efficient AI\*\*/);
    await commit(efficient, speech, vit, pixels);
    await commit(quant, vit, smooth);
    expect((await announced()).map(({ content }) => content)).toEqual([`New paper: ${smooth} · ICLR 2024`]);
    expect(await ran(ada(), "subscribe", { query: "whisper" })).toContain(
      "Nothing in the list's recorded history",
    );
    expect(await ran(mira("dm"), "search", { query: "whisper" })).toContain(speech);
  });

  test("/subscriptions says when a subscription names a list that the server no longer sees", async () => {
    await start();
    await subscribe({ list: "efficient" });
    await ada().choose(messageOf(await ada().run("lists")), null, ["quant"]);
    const shown = await ran(ada(), "subscriptions");
    expect(shown).toContain(
      '⚠️ Receives nothing: At character 1 of the filter: No list is called "efficient"',
    );
  });

  test("the choice survives a restart, is never empty, and members cannot change it", async () => {
    await start();
    const menu = messageOf(await ada().run("lists"));
    await ada().choose(menu, null, ["efficient"]);
    await paperboy.restart();
    expect(await ran(mira(), "lists")).toContain("## 1 list\n");
    const again = messageOf(await ada().run("lists"));
    expect(textOf(messageOf(await ada().choose(again, null, [])))).toContain("at least one list");
    expect(optionsOf(messageOf(await mira().run("lists")))).toEqual([]);
  });
});

describe("a list that a server adds", () => {
  let own: Upstream;
  beforeEach(async () => {
    own = createUpstream();
    own.commit({ "README.md": `# Papers of Ours\n\n${list(pixels, vit)}` });
  });
  afterEach(() => own.remove());

  /** As an admin adds it: the address, a look at what was read, yes. */
  async function add(): Promise<string> {
    const asked = messageOf(await ada().run("lists", { add: own.dir }));
    expect(textOf(asked)).toContain("Reading");
    const offer = await later(ada(), asked, /Add this list/);
    expect(textOf(offer)).toContain("**Papers of Ours**");
    expect(textOf(offer)).toContain("It was read as **2 papers**");
    expect(textOf(offer)).toContain(`- ${pixels} · ICLR 2024`);
    await ada().press(offer, "Add it");
    return textOf(await later(ada(), offer, /is added/));
  }

  test("is previewed before it is added, and then searched with the others", async () => {
    await start({ ALLOW_SERVER_LISTS: "true" });
    expect(await add()).toContain("**Papers of Ours** is added: 2 papers");
    expect(await ran(mira(), "search", { query: "diffusion" })).toContain(pixels);
    const shown = await ran(mira(), "lists");
    expect(shown).toContain("## 3 lists");
    expect(shown).toMatch(/\*\*Papers of Ours\*\*\n`list:[a-z0-9-]+\.[a-z0-9-]+`/);
    await paperboy.restart();
    expect(await ran(mira(), "search", { query: "diffusion" })).toContain(pixels);
  });

  test("is visible to that server alone", async () => {
    await start({ ALLOW_SERVER_LISTS: "true" });
    await add();
    expect(await ran(mira("dm"), "search", { query: "diffusion" })).not.toContain(`**1. ${pixels}`);
    expect(await ran(mira("dm"), "lists")).toContain("## 2 lists");
  });

  test("is watched, and its changes are announced in its server", async () => {
    await start({ ALLOW_SERVER_LISTS: "true" });
    await add();
    await subscribe();
    own.commit({ "README.md": `# Papers of Ours\n\n${list(pixels, vit, smooth)}` });
    await paperboy.check();
    expect((await announced()).map(({ content }) => content)).toEqual([`New paper: ${smooth} · ICLR 2024`]);
  });

  test("can be removed again, with all its data", async () => {
    await start({ ALLOW_SERVER_LISTS: "true" });
    await add();
    const [choice] = await ada().suggest("lists", { remove: "" }, "remove");
    expect(choice?.name).toBe("Papers of Ours");
    expect(await ran(ada(), "lists", { remove: String(choice?.value) })).toContain(
      "is taken out of this server",
    );
    expect(await ran(mira(), "lists")).toContain("## 2 lists");
    await paperboy.restart();
    expect(await ran(mira(), "search", { query: "diffusion" })).not.toContain(`**1. ${pixels}`);
  });

  test.each([
    ["that is none", "https://github.com/", /address/],
    [
      "on a host that is not allowed",
      "https://example.org/someone/papers",
      /Lists cannot be on example\.org/,
    ],
    ["that names a password", "https://me:secret@github.com/someone/papers", /^(?!.*secret).*password/s],
    ["over http", "http://github.com/someone/papers", /begin with https/],
    ["of a folder without a repository", "/nowhere/at/all", /nowhere/],
  ])("is refused in one sentence for an address %s", async (_, address, reason) => {
    await start({ ALLOW_SERVER_LISTS: "true" });
    const asked = messageOf(await ada().run("lists", { add: address }));
    const answer = textOf(await later(ada(), asked, /^(?!.*Reading)/s));
    expect(answer).toMatch(reason);
    expect(answer.trim().split("\n")).toHaveLength(1);
  });

  test("is refused if there is no disk space left for the lists of servers", async () => {
    await start({ ALLOW_SERVER_LISTS: "true", SERVER_LIST_DISK: "199" });
    const asked = messageOf(await ada().run("lists", { add: own.dir }));
    expect(textOf(await later(ada(), asked, /^(?!.*Reading)/s))).toContain("all the disk space");
  });

  test("is refused if it has no papers, or is one of the operator's lists", async () => {
    await start({ ALLOW_SERVER_LISTS: "true" });
    own.commit({ "README.md": "# Notes\n\nNothing to see here.\n" });
    const empty = messageOf(await ada().run("lists", { add: own.dir }));
    expect(textOf(await later(ada(), empty, /no paper/))).toContain("no paper could be read in it");
    const known = messageOf(await ada().run("lists", { add: `file://${quant.dir}` }));
    expect(textOf(await later(ada(), known, /already/))).toContain(
      "serves that list already: it is Quantization",
    );
  });

  test("needs the operator's setting and an admin", async () => {
    await start();
    expect(await ran(ada(), "lists", { add: own.dir })).toContain("servers may not add their own");
    await paperboy.stop();
    await start({ ALLOW_SERVER_LISTS: "true" });
    expect(await ran(mira(), "lists", { add: own.dir })).toContain("*Manage Server*");
    expect(await ran(ada("dm"), "lists", { add: own.dir })).toContain("run it there");
  });

  test("its offer can be accepted also after a restart", async () => {
    await start({ ALLOW_SERVER_LISTS: "true" });
    const asked = messageOf(await ada().run("lists", { add: own.dir }));
    const offer = await later(ada(), asked, /Add this list/);
    expect(buttonsOf(offer)).toEqual(["Add it", "Cancel"]);
    await paperboy.restart();
    await ada().press(offer, "Add it");
    expect(textOf(await later(ada(), offer, /is added/))).toContain("Papers of Ours");
    expect(await ran(mira(), "lists")).toContain("## 3 lists");
  });

  test("is added also if its host does not answer then, and says when the next attempt is", async () => {
    await start({ ALLOW_SERVER_LISTS: "true" });
    const asked = messageOf(await ada().run("lists", { add: own.dir }));
    const offer = await later(ada(), asked, /Add this list/);
    const away = `${own.dir}-away`;
    renameSync(own.dir, away);
    await ada().press(offer, "Add it");
    expect(textOf(await later(ada(), offer, /is added/))).toContain("the next attempt is within the hour");
    renameSync(away, own.dir);
    await paperboy.check();
    expect(await ran(mira(), "search", { query: "diffusion" })).toContain(pixels);
  });

  test("counts towards the limit of five a server", async () => {
    await start({ ALLOW_SERVER_LISTS: "true" });
    for (let number = 0; number < 5; number++) {
      own.commit({ [`list${number}.md`]: list(`Paper number ${number} of ours`) });
      const asked = messageOf(await ada().run("lists", { add: own.dir, path: `list${number}.md` }));
      const offer = await later(ada(), asked, /Add this list/);
      await ada().press(offer, "Add it");
      await later(ada(), offer, /is added/);
    }
    const asked = messageOf(await ada().run("lists", { add: own.dir }));
    expect(textOf(await later(ada(), asked, /may add 5/))).toContain("take one out");
  });
});
