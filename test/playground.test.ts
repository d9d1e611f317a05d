import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { diffCatalogues } from "../src/catalogue/diff.js";
import { parseList } from "../src/catalogue/parse-list.js";
import { createPlayground, type Playground } from "../src/playground/create-playground.js";
import { addPaper } from "../src/playground/edits/add-paper.js";
import { type Edit, Refused } from "../src/playground/edits/edit.js";
import { createMadeUpTitles } from "../src/playground/made-up-titles.js";
import { pastVersions } from "../src/playground/repository/past-commits.js";
import { createPanels } from "../src/sandbox/panels.js";
import { readListText } from "../src/upstream/list-text.js";
import { surgeReason } from "../src/upstream/surge-guard.js";
import { venues } from "./catalogue/reading.js";
import { list as listOf, titles, watch } from "./upstream/fixture.js";

const defaultList = readFileSync("data/awesome-transformer-quantization.md", "utf8");
const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

/** A playground in a temporary folder, with helpers to press its buttons and read its commits. */
async function open(list = defaultList) {
  const folder = mkdtempSync(join(tmpdir(), "paperboy playground-"));
  let changes = 0;
  const playground = await createPlayground({
    folder,
    list,
    venues,
    environment: process.env,
    onChange: () => changes++,
  });
  ending.push(
    () => playground.close(),
    () => rmSync(folder, { recursive: true, force: true }),
  );
  const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { encoding: "utf8" });
  const listAt = (revision: string) => git("show", `${revision}:README.md`);
  return {
    folder,
    playground,
    git,
    listAt,
    changes: () => changes,
    press: (action: string, fields: Record<string, string> = {}) => press(playground, action, fields),
    menu: (action: string, field: string) => menu(playground, action, field),
    commits: () => Number(git("rev-list", "--count", "main")),
    /** The newest commit's changes, as read by the bot: titles by kind. */
    change: (from = "main~1", to = "main") => change(listAt(from), listAt(to)),
  };
}

function press(playground: Playground, action: string, fields: Record<string, string>) {
  const panels = createPanels(() => {});
  panels.set(playground.panels);
  return panels.act("upstream", action, fields);
}

function menu({ panels }: Playground, action: string, field: string): readonly string[] {
  const found = panels[0]?.panel.actions.find(({ id }) => id === action);
  return found?.fields.find(({ name }) => name === field)?.choices ?? [];
}

function change(before: string, after: string) {
  const step = diffCatalogues(parseList(before, venues), parseList(after, venues), venues);
  const names = (papers: readonly { readonly title: string }[]) => papers.map(({ title }) => title);
  const titles = {
    added: names(step.added),
    codeReleased: names(step.codeReleased),
    accepted: names(step.accepted),
    edited: names(step.edited.map(({ after }) => after)),
    removed: names(step.removed),
  };
  return Object.fromEntries(Object.entries(titles).filter(([, some]) => some.length > 0));
}

const zephyr = {
  title: "Zephyr: Gentle Rounding for Wind Turbine Blades",
  venue: "arXiv",
  year: "2026",
  link: "https://example.org/zephyr",
};

describe("a new playground", () => {
  test("has the exact list in its newest commit, and a clean work tree", async () => {
    const { folder, git, listAt } = await open();
    expect(listAt("main")).toBe(defaultList);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe(defaultList);
    expect(git("status", "--porcelain", "--branch").trim()).toBe("## main");
  });

  test("has a history in which each paper is added once, month by month", async () => {
    const { git, listAt } = await open();
    const shas = git("rev-list", "--reverse", "main").trim().split("\n");
    expect(shas.length).toBe(5);
    const steps = shas.slice(1).map((sha, i) => change(listAt(shas[i] ?? ""), listAt(sha)));
    expect(steps.map((step) => Object.keys(step))).toEqual(steps.map(() => ["added"]));
    const first = parseList(listAt(shas[0] ?? ""), venues).papers.map(({ title }) => title);
    const all = [...first, ...steps.flatMap(({ added }) => added ?? [])].sort();
    expect(all).toEqual(
      parseList(defaultList, venues)
        .papers.map(({ title }) => title)
        .sort(),
    );
    const months = git("log", "--reverse", "--format=%cd", "--date=format:%Y-%m", "main").trim().split("\n");
    expect(new Set(months).size).toBeGreaterThanOrEqual(4);
  });

  test("has no heading without papers in its history", () => {
    const [first = ""] = pastVersions(defaultList, venues);
    expect(first).toContain("## ACL-2020");
    expect(first).not.toMatch(/^#+ .*202[1-4]/m);
  });

  test("keeps line endings, a missing final line break, and characters of all scripts", async () => {
    const list = `${listOf(
      "Größe: Quantisierung für Öfen und Überläufe",
      "日本語の論文: a second one in two scripts",
    )
      .replaceAll("\n", "\r\n")
      .trimEnd()}🙂`;
    const { listAt, press, change } = await open(list);
    expect(listAt("main")).toBe(list);
    await press("add", zephyr);
    expect(change()).toEqual({ added: [zephyr.title] });
    expect(listAt("main").replaceAll("\r\n", "")).not.toContain("\n");
  });

  test("refuses a folder that is not empty", async () => {
    const { folder } = await open();
    const again = { folder, list: defaultList, venues, environment: process.env, onChange: () => {} };
    await expect(createPlayground(again)).rejects.toThrow("is not empty.");
  });

  test("can be watched by the bot, which announces or holds each change as intended", async () => {
    const { playground, press } = await open();
    const { check, store, gitDir, troubles } = watch({ dir: playground.url });
    ending.push(() => rmSync(dirname(gitDir), { recursive: true, force: true }));
    const results: Record<string, unknown> = {};
    await check();
    for (const action of ["add", "break", "mend", "rewrite", "flood", "halve", "mend"]) {
      const before = store.steps.length;
      expect(await press(action)).toMatchObject({ ok: true });
      await check({ force: true });
      const kinds = store.steps.slice(before).flatMap(({ changes }) => changes.map(({ kind }) => kind));
      results[action] = { kinds, held: (await store.loadHeld())?.reason ?? null };
      if (action === "break") expect(troubles.at(-1)).toContain("is an HTML page");
    }
    expect(results).toEqual({
      add: { kinds: ["added"], held: null },
      break: { kinds: [], held: null },
      rewrite: { kinds: ["added"], held: null },
      flood: { kinds: Array(60).fill("added"), held: null },
      halve: { kinds: [], held: "It removes 44 of 88 papers." },
      mend: { kinds: [], held: null },
    });
  });
});

describe("each button", () => {
  test("adds a paper under its venue and year, and notifies the host", async () => {
    const { press, change, listAt, changes, git } = await open();
    const code = "https://github.com/example/zephyr";
    const result = await press("add", { ...zephyr, venue: "ICLR", year: "2024", code });
    expect(result.ok).toBe(true);
    expect(result.text).toContain(`Committed ${git("rev-parse", "--short=7", "main").trim()}: Add "Zephyr`);
    expect(result.text).toContain("announced within seconds");
    expect(changes()).toBe(1);
    expect(change()).toEqual({ added: [zephyr.title] });
    const added = `- ${zephyr.title} [[paper](${zephyr.link})] [[code](${code})]`;
    const section = listAt("main").split("## ICLR-2024")[1]?.split("## AAAI-2024")[0];
    expect(section?.trim().split("\n\n").at(-1)).toBe(added);
  });

  test.each([
    ["2024", "ECCV", "# 2024\n\n## ECCV-2024\n\n- Zephyr"],
    ["2026", "ICML", "# 2026\n\n## ICML-2026\n\n- Zephyr"],
  ])("creates a missing section: %s %s", async (year, venue, text) => {
    const { press, listAt } = await open();
    await press("add", { ...zephyr, year, venue });
    expect(listAt("main")).toContain(text);
  });

  test("makes up empty fields, with another paper each time", async () => {
    const { press, commits, change } = await open();
    const before = commits();
    expect((await press("add")).ok && (await press("add")).ok).toBe(true);
    expect(commits()).toBe(before + 2);
    expect(change("main~2").added).toHaveLength(2);
  });

  test("adds a code link to a paper once, and removes the paper from the menu", async () => {
    const { press, change, menu } = await open();
    const [paper = ""] = menu("code", "paper");
    expect((await press("code", { paper, code: "https://github.com/example/it" })).ok).toBe(true);
    expect(change()).toEqual({ codeReleased: [paper] });
    expect(menu("code", "paper")).not.toContain(paper);
    expect((await press("code", { paper, code: "https://github.com/example/it" })).ok).toBe(false);
  });

  test("adds a code link to every paper without one", async () => {
    const { press, menu } = await open();
    const papers = menu("code", "paper");
    expect(papers.length).toBe(9);
    for (const paper of papers) expect(await press("code", { paper })).toMatchObject({ ok: true });
    expect(menu("code", "paper")).toEqual([]);
  });

  test("moves a paper to a venue by default: where none is on arXiv, a new one is added there first", async () => {
    const { press, change, menu, commits } = await open();
    const before = commits();
    const [paper = ""] = menu("accept", "paper");
    expect(await press("accept", { paper, venue: "ICML", year: "2026" })).toMatchObject({ ok: true });
    expect(commits()).toBe(before + 2);
    expect(change()).toMatchObject({ accepted: [expect.any(String)] });
  });

  test("moves a paper with its links from arXiv to a venue", async () => {
    const { press, change, menu, listAt } = await open();
    expect((await press("accept", { paper: "", venue: "ICML", year: "2026" })).ok).toBe(false);
    await press("add", zephyr);
    expect(menu("accept", "paper")[0]).toBe(zephyr.title);
    const result = await press("accept", { paper: zephyr.title, venue: "ICML", year: "2026" });
    expect(result.text).toContain(`Move "${zephyr.title}" to ICML 2026`);
    expect(change()).toEqual({ accepted: [zephyr.title] });
    expect(listAt("main")).not.toContain("arXiv-2026");
    expect(menu("accept", "paper")).not.toContain(zephyr.title);
  });

  test("breaks the list with a web page, refuses everything but mending, and mends it", async () => {
    const { press, listAt, commits, menu } = await open();
    const menuBefore = menu("code", "paper");
    expect((await press("break")).ok).toBe(true);
    const text = readListText({ kind: "content", bytes: Buffer.from(listAt("main")) });
    expect(text).toEqual({ kind: "not-a-list", reason: "is an HTML page, not markdown" });
    const broken = commits();
    for (const action of ["add", "code", "accept", "break", "flood", "halve", "rewrite"]) {
      expect(await press(action)).toEqual({ ok: false, text: "The list is broken: mend it first." });
    }
    expect(commits()).toBe(broken);
    expect(menu("code", "paper")).toEqual(menuBefore);
    expect((await press("mend")).ok).toBe(true);
    expect(listAt("main")).toBe(defaultList);
    expect(await press("mend")).toEqual({ ok: false, text: "There is nothing to mend." });
  });

  test("adds 60 papers at once, which is not an accident", async () => {
    const { press, change } = await open();
    await press("flood");
    const { added = [], ...rest } = change();
    expect([added.length, rest]).toEqual([60, {}]);
    const surge = { before: 26, added: added.length, removed: 0, hasConflict: false };
    expect(surgeReason(surge)).toBeNull();
    expect(await press("mend")).toEqual({ ok: false, text: "There is nothing to mend." });
  });

  test("removes half of the list, which the surge guard holds", async () => {
    const { press, change } = await open();
    await press("halve");
    const { removed = [], ...rest } = change();
    expect([removed.length, rest]).toEqual([13, {}]);
    expect(surgeReason({ before: 26, added: 0, removed: 13, hasConflict: false })).not.toBeNull();
  });

  test("mends accidents one by one, the latest first", async () => {
    const { press, listAt } = await open();
    await press("halve");
    const half = listAt("main");
    await press("break");
    await press("mend");
    expect(listAt("main")).toBe(half);
    await press("mend");
    expect(listAt("main")).toBe(defaultList);
  });

  test("rewrites history: the newest commit is replaced, with one more paper", async () => {
    const { press, commits, git, change } = await open();
    const before = { count: commits(), head: git("rev-parse", "main").trim() };
    expect((await press("rewrite")).ok).toBe(true);
    expect(commits()).toBe(before.count);
    expect(git("rev-list", "main")).not.toContain(before.head);
    expect(change(before.head).added).toHaveLength(1);
    expect(Object.keys(change(before.head))).toEqual(["added"]);
  });

  test("rewrites a history of a single commit", async () => {
    const { press, commits, git } = await open(listOf("Alone: One Paper in All the World"));
    const head = git("rev-parse", "main");
    expect((await press("rewrite")).ok).toBe(true);
    expect(commits()).toBe(1);
    expect(git("rev-parse", "main")).not.toBe(head);
  });

  test("works on a table with papers of one year", async () => {
    const rows = titles(0, 12).map(
      (title, i) => `| ${title} | ICLR 2024 | [paper](https://example.org/${i}) |`,
    );
    const table = `# Papers\n\n| Title | Venue | Links |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
    const { press, change, commits, menu } = await open(table);
    expect(commits()).toBe(4);
    expect((await press("add", zephyr)).ok).toBe(true);
    expect(change()).toEqual({ added: [zephyr.title] });
    const [paper = ""] = menu("code", "paper");
    expect((await press("code", { paper })).ok).toBe(true);
    expect(change()).toEqual({ codeReleased: [paper] });
    expect((await press("halve")).ok).toBe(true);
    expect(change().removed).toHaveLength(7);
  });
});

describe("untrusted input", () => {
  test.each([
    [
      "a title that breaks the line",
      { title: "A Paper\n\n# 2026\n\n- Another Paper of Mine [[paper](https://x.org)]" },
    ],
    ["a title of markdown", { title: "A **bold** [link](https://evil.example) and `code` in *it* <b>x</b>" }],
    ["a title of HTML", { title: "<!-- swallows the rest of the list of papers" }],
    ["a title that opens a fence", { title: "``` a fence around everything else" }],
    ["a title that is a git option", { title: "--upload-pack=touch /tmp/paperboy-was-here and more" }],
    ["a title like fast-import's commands", { title: "done\ndata 5\nreset refs/heads/main four words" }],
    ["a title of 10,000 characters", { title: "word ".repeat(2000) }],
    [
      "a title that is in the list",
      { title: "I-ViT: integer only quantization for efficient vision transformer inference" },
    ],
    ["a title with half a surrogate pair", { title: "Half \ud83d of a Sign and Other Stories" }],
    ["a link that closes itself", { link: "https://example.org/a)] [[code](https://evil.example/x" }],
    ["a link that is a script", { link: "javascript:alert(1)" }],
    ["a link with a password", { link: "https://me:secret@example.org/" }],
    ["a link of 10,000 characters", { link: `https://example.org/${"a".repeat(10_000)}` }],
    ["a code link of two lines", { code: "https://github.com/a/b\n- x" }],
    ["a venue that is not offered", { venue: "ICLR-2024\n\n- Mine" }],
    ["a year of several lines", { year: "2024\n# 2025" }],
    ["a year that is out of range", { year: "9999" }],
  ])("%s is refused, or changes only its own lines", async (_, fields) => {
    const { press, change, commits, listAt } = await open();
    const before = commits();
    const result = await press("add", { ...zephyr, ...fields });
    expect(result.text).not.toContain("\n");
    expect(commits()).toBe(before + Number(result.ok));
    if (!result.ok) return;
    expect(change().added).toHaveLength(1);
    expect(Object.keys(change())).toEqual(["added"]);
    const old = new Set(defaultList.split("\n"));
    const own = listAt("main")
      .split("\n")
      .filter((line) => !old.has(line));
    expect(own).toEqual(["# 2026", "## arXiv-2026", expect.stringMatching(/^- /)]);
  });

  test("any text in any field adds exactly one paper, or nothing", () => {
    const markdown = listOf(...titles(0, 3));
    const now = {
      markdown,
      papers: parseList(markdown, venues).papers,
      venues,
      thisYear: "2026",
      beforeAccidents: [],
      madeUpTitle: createMadeUpTitles(),
    };
    const wild = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(
          fc.constantFrom(
            "Title",
            "of",
            "a",
            "[",
            "](",
            ")",
            "\n",
            "- ",
            "# ",
            "|",
            "`",
            "**",
            "<b>",
            "<!--",
            "&",
            "$",
            "\\",
            "https://x.org",
            "ICLR 2024",
            "code",
            ":",
            "\t",
          ),
          { maxLength: 12 },
        )
        .map((parts) => parts.join("")),
    );
    let added = 0;
    fc.assert(
      fc.property(wild, wild, wild, (title, link, code) => {
        const fields = {
          title: `Wild ${title}`,
          link: `https://e.org/${link}`,
          code: code && `https://e.org/${code}`,
        };
        let edit: Edit;
        try {
          edit = addPaper(now, fields);
        } catch (error) {
          expect(error).toBeInstanceOf(Refused);
          return;
        }
        added++;
        const changed = change(markdown, edit.markdown);
        expect(Object.keys(changed)).toEqual(["added"]);
        expect(changed.added).toHaveLength(1);
        expect(edit.message).not.toMatch(/[\r\n]/);
        expect(edit.markdown.split("\n").length - markdown.split("\n").length).toBeLessThan(10);
      }),
      { numRuns: 60 },
    );
    expect(added).toBeGreaterThan(5);
  });

  test("a title that is not on the menu is refused", async () => {
    const { press } = await open();
    for (const action of ["code", "accept"]) {
      const result = await press(action, { paper: "__proto__", venue: "ICLR", year: "2024" });
      expect(result).toMatchObject({ ok: false, text: expect.stringMatching(/^Choose a paper [^\n]*\.$/) });
    }
  });
});

describe("concurrent changes", () => {
  test("two concurrent actions are two commits, each with its own paper", async () => {
    const { press, change, commits, changes } = await open();
    const before = commits();
    const results = await Promise.all([
      press("add", zephyr),
      press("add", { ...zephyr, title: "Bramble: Hedges Against Overflow in Tiny Accumulators" }),
      press("add", zephyr),
    ]);
    expect(results.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect([commits() - before, changes()]).toEqual([2, 2]);
    expect(change("main~2").added).toHaveLength(2);
  });

  test("commits by others in the folder are kept", async () => {
    const { folder, press, git, listAt } = await open();
    const mine = defaultList.replace("I-ViT: Integer-only", "I-ViT: Integers only,");
    writeFileSync(join(folder, "README.md"), mine);
    git("-c", "user.name=Me", "-c", "user.email=me@example.org", "commit", "--quiet", "--all", "-m", "Mine");
    expect((await press("add", zephyr)).ok).toBe(true);
    expect(listAt("main")).toContain("Integers only,");
  });

  test("closing finishes pending actions and refuses later ones", async () => {
    const { playground, press, commits } = await open();
    const before = commits();
    const pending = press("add", zephyr);
    await playground.close();
    expect((await pending).ok).toBe(true);
    expect(await press("add")).toEqual({ ok: false, text: "The local upstream is closed." });
    expect(commits()).toBe(before + 1);
  });

  test("when git fails, the reason is one sentence, and the next action works", async () => {
    const { folder, press, commits, changes } = await open();
    const before = commits();
    const lock = join(folder, ".git", "refs", "heads", "main.lock");
    writeFileSync(lock, "");
    const sentence = expect.stringMatching(/^The playground's repository: git says: [^\n]*\.$/);
    expect(await press("add", zephyr)).toMatchObject({ ok: false, text: sentence });
    expect([commits(), changes()]).toEqual([before, 0]);
    rmSync(lock);
    expect((await press("add", zephyr)).ok).toBe(true);
  });

  test("a locked work tree does not prevent a commit", async () => {
    const { folder, press, git, listAt } = await open();
    const lock = join(folder, ".git", "index.lock");
    writeFileSync(lock, "");
    expect((await press("add", zephyr)).ok).toBe(true);
    rmSync(lock);
    expect((await press("add")).ok).toBe(true);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe(listAt("main"));
    expect(git("status", "--porcelain")).toBe("");
  });
});

test("made-up titles are all different", () => {
  const next = createMadeUpTitles();
  const many = Array.from({ length: 3000 }, next);
  expect(new Set(many).size).toBe(3000);
});
