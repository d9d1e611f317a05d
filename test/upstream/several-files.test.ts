import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createListReader } from "../../src/catalogue/parse-list.js";
import { type ReplayLine, replay } from "../../src/upstream/replay.js";
import { startPointOf } from "../../src/upstream/revisions-since.js";
import {
  createMemoryStore,
  createUpstream,
  git,
  list,
  readingOf,
  titles,
  type Upstream,
  venues,
  watch,
} from "./fixture.js";

const [one, two, three, four, five, six] = titles(0, 6) as [string, string, string, string, string, string];
const paths = ["README.md", "papers/2024.md"];
let upstream: Upstream;
beforeEach(() => {
  upstream = createUpstream();
});
afterEach(() => upstream.remove());

/** A watcher of both files, after its first check. */
async function start(
  files: Record<string, string> = { "README.md": list(one), "papers/2024.md": list(two) },
) {
  const bot = watch(upstream, { paths });
  upstream.commit(files);
  await bot.check();
  return bot;
}

const filesOf = (bot: ReturnType<typeof watch>) => bot.store.state?.files.map(({ path }) => path);

describe("a list of two files", () => {
  test("is one list, and a commit that changes either file is a revision of it", async () => {
    const bot = await start();
    expect(bot.served()).toEqual([one, two]);
    const shas = [
      upstream.commit({ "README.md": list(one, three) }),
      upstream.commit({ "papers/2024.md": list(two, four) }),
      upstream.commit({ "README.md": list(one, three, five), "papers/2024.md": list(two, four, six) }),
    ];
    upstream.commit({ "other.md": list("Not ours") });
    expect(await bot.check()).toMatchObject({
      kind: "changed",
      steps: shas.map((sha) => ({ revision: { sha } })),
    });
    expect(bot.announced()).toEqual([three, four, five, six].map((title) => `added ${title}`));
    expect(bot.served()).toEqual([one, three, five, two, four, six]);
    expect(bot.problems()).toEqual([]);
  });

  test("is restored from the store with the text of each file", async () => {
    const bot = await start();
    upstream.commit({ "papers/2024.md": list(two, three) });
    const again = watch(upstream, { store: bot.store, paths });
    expect(await again.restore()).toBe(true);
    expect(again.served()).toEqual([one, two]);
    await again.check();
    expect(again.announced()).toEqual([`added ${three}`]);
  });

  test("counts a paper in both files once, and does not announce one that moves between them", async () => {
    const bot = await start({ "README.md": list(one, two, three), "papers/2024.md": list(three, four) });
    expect(bot.served()).toEqual([one, two, three, four]);
    upstream.commit({ "README.md": list(one, three), "papers/2024.md": list(three, four, two) });
    await bot.check();
    upstream.commit({ "papers/2024.md": list(three, four, two, one) });
    upstream.commit({ "README.md": list(three) });
    await bot.check();
    expect(bot.announced()).toEqual([]);
    expect(bot.served()).toEqual([three, four, two, one]);
  });

  test("is parsed file by file: headings, comments and code blocks end with their file", async () => {
    const dangling = (end: string) =>
      `# Papers\n\n## ICLR-2024\n\n- ${one} [[paper](https://example.org/1)]\n\n${end}`;
    const plain = `- ${two} [[paper](https://example.org/2)]\n`;
    for (const end of ["## NeurIPS-2019", "<!-- a comment", "```\ncode"]) {
      const files = [
        { path: "README.md", markdown: dangling(end) },
        { path: "papers/2024.md", markdown: plain },
      ];
      const { papers } = createListReader(venues).read(files);
      expect(papers.map(({ title, venue, year }) => [title, venue, year])).toEqual([
        [one, "ICLR", 2024],
        [two, null, null],
      ]);
    }
  });

  test("names the file of each problem", () => {
    const broken = "# Papers\n\nNothing here.\n";
    const [both, alone] = [["a.md", "b.md"], ["b.md"]].map((names) =>
      createListReader(venues).read(
        names.map((path) => ({ path, markdown: path === "a.md" ? list(one) : broken })),
      ),
    );
    expect(both?.problems).toEqual([
      { path: "b.md", line: 1, message: expect.stringContaining("No paper was found") },
    ]);
    expect(alone?.problems).toEqual([{ line: 1, message: expect.stringContaining("No paper was found") }]);
  });

  test("is fetched without contents that the mirror already has, if the server supports that", async () => {
    upstream.run("config", "uploadpack.allowFilter", "true");
    upstream.run("config", "uploadpack.allowAnySHA1InWant", "true");
    const wide = randomBytes(500_000).toString("base64");
    const bot = await start({ "README.md": list(one), "papers/2024.md": `${list(two)}\n<!-- ${wide} -->\n` });
    upstream.commit({ "README.md": list(one, three) });
    upstream.commit({ "README.md": list(one, three, four) });
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{}, {}] });
    const packs = await git.run([`--git-dir=${bot.gitDir}`, "count-objects", "-v"]);
    const kilobytes = /size-pack: (\d+)/.exec(packs.kind === "ok" ? packs.output.toString() : "")?.[1];
    expect(Number(kilobytes)).toBeLessThan(700);
  });

  test("is compared as a whole after its history was rewritten", async () => {
    const bot = await start();
    upstream.run("checkout", "--quiet", "--orphan", "fresh");
    upstream.commit({ "README.md": list(one, three), "papers/2024.md": list(two, four) });
    upstream.run("branch", "--quiet", "-M", "fresh", "main");
    expect(await bot.check()).toMatchObject({ kind: "changed", rewritten: true });
    expect(bot.announced()).toEqual([`added ${three}`, `added ${four}`]);
  });

  test("is held with a merge conflict in either file", async () => {
    const bot = await start();
    const conflict = `<<<<<<< HEAD\n${list(one)}=======\n${list(one, three)}>>>>>>> topic\n`;
    upstream.commit({ "README.md": conflict });
    expect(await bot.check()).toMatchObject({
      kind: "held",
      held: { reason: expect.stringContaining("conflict") },
    });
    expect(await bot.release("announcements")).toMatchObject({ kind: "released" });
    expect(bot.announced()).toEqual([`added ${three}`]);
  });

  test("is replayed as it is watched", async () => {
    const shas = [
      upstream.commit({ "README.md": list(one) }),
      upstream.commit({ "papers/2024.md": list(two) }),
      upstream.commit({ "papers/2024.md": "<html><body>503</body></html>" }),
      upstream.commit({ "README.md": list(one, three), "papers/2024.md": list(two) }),
    ];
    const lines: ReplayLine[] = [];
    for await (const line of replay(git, upstream.dir, paths, readingOf())) lines.push(line);
    expect(lines.map(({ sha }) => sha)).toEqual(shas);
    expect(lines.map(({ added }) => added.map(({ title }) => title))).toEqual([[], [two], [], [three]]);
    expect(lines.map(({ reason }) => reason)).toEqual([
      undefined,
      undefined,
      "papers/2024.md is an HTML page, not markdown.",
      undefined,
    ]);
  });
});

describe("one file of several", () => {
  test("that is added later is a normal revision, and until then a problem says that it is missing", async () => {
    const bot = await start({ "README.md": list(one, two) });
    expect(bot.served()).toEqual([one, two]);
    expect(bot.problems()).toEqual(["papers/2024.md: This file is not in the repository"]);
    expect(filesOf(bot)).toEqual(paths);
    upstream.commit({ "papers/2024.md": list(three) });
    await bot.check();
    expect(bot.announced()).toEqual([`added ${three}`]);
    expect(bot.problems()).toEqual([]);
  });

  test.each([
    ["is empty", ""],
    ["is an HTML page", "<!DOCTYPE html>\n<html><body><h1>503 Service Unavailable</h1></body></html>"],
    ["is a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"],
    ["is binary", "\u0000\u0001\u0002"],
  ])("that %s makes the whole revision unusable, whatever the other file holds", async (what, text) => {
    const bot = await start();
    upstream.commit({ "README.md": list(one, three), "papers/2024.md": text });
    expect(await bot.check()).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining(`papers/2024.md ${what}`),
    });
    expect(bot.served()).toEqual([one, two]);
    upstream.commit({ "papers/2024.md": list(two, four) });
    await bot.check({ force: true });
    expect(bot.announced()).toEqual([`added ${three}`, `added ${four}`]);
  });

  test("that is removed takes its papers with it, within the limits of the surge guard", async () => {
    const bot = await start({ "README.md": list(one, two, three, four), "papers/2024.md": list(five) });
    upstream.commit({ "papers/2024.md": null });
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    expect(bot.announced()).toEqual([`removed ${five}`]);
    expect(bot.problems()).toEqual(["papers/2024.md: This file is not in the repository"]);
    upstream.commit({ "papers/2024.md": list(five, six) });
    await bot.check();
    upstream.commit({ "README.md": null });
    expect(await bot.check()).toMatchObject({ kind: "held", held: { reason: "It removes 4 of 6 papers." } });
    expect(bot.served()).toHaveLength(6);
  });

  test("may have no papers if another file has some", async () => {
    const bot = await start();
    upstream.commit({ "papers/2024.md": "# Moved\n\nThese have a new home.\n" });
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    upstream.commit({ "README.md": "# Moved\n\nThese too.\n" });
    expect(await bot.check()).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining(
        ": none of README.md, papers/2024.md has a paper in it that could be read",
      ),
    });
    expect(bot.served()).toEqual([one]);
  });

  test("may be missing, but not all of them", async () => {
    const bot = await start();
    upstream.commit({ "README.md": null, "papers/2024.md": null, "other.md": "moved" });
    expect(await bot.check()).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("none of README.md, papers/2024.md is there"),
    });
    expect(bot.served()).toEqual([one, two]);
  });

  test("that moves is followed, also if both move at once", async () => {
    const [many, more] = [titles(10, 20), titles(30, 40)];
    const bot = await start({ "README.md": list(...many), "papers/2024.md": list(...more) });
    upstream.commit({ "papers/2024.md": null, "papers/new.md": list(...more, one) });
    upstream.commit({ "README.md": null, "LIST.md": list(...many, two) });
    upstream.commit({ "papers/new.md": list(...more, one, three) });
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{}, {}, {}] });
    expect(filesOf(bot)).toEqual(["LIST.md", "papers/new.md"]);
    upstream.commit({
      "papers/new.md": null,
      "LIST.md": null,
      "a.md": list(...many, two),
      "b.md": list(...more, one, three),
    });
    upstream.commit({ "b.md": list(...more, one, three, four) });
    await bot.check();
    expect(filesOf(bot)).toEqual(["a.md", "b.md"]);
    expect(bot.announced()).toEqual([one, two, three, four].map((title) => `added ${title}`));
    expect(bot.problems()).toEqual([]);
  });

  test("that moves onto the path of another file becomes that file", async () => {
    const many = titles(10, 20);
    const bot = await start({ "README.md": list(...many) });
    upstream.commit({ "README.md": null, "papers/2024.md": list(...many) });
    await bot.check();
    expect(filesOf(bot)).toEqual(paths);
    expect(bot.served()).toEqual(many);
    expect(bot.announced()).toEqual([]);
  });

  test("that moves and is restored later has not moved", async () => {
    const many = titles(10, 20);
    const bot = await start({ "README.md": list(one), "papers/2024.md": list(...many) });
    upstream.commit({ "papers/2024.md": null, "papers/old.md": list(...many) });
    upstream.commit({ "papers/2024.md": list(...many, two) });
    await bot.check();
    expect(filesOf(bot)).toEqual(paths);
    expect(bot.announced().at(-1)).toBe(`added ${two}`);
  });

  test("is not followed to a name that cannot be configured", async () => {
    const many = titles(10, 20);
    const bot = await start({ "README.md": list(one, ...titles(40, 60)), "papers/2024.md": list(...many) });
    upstream.commit({ "papers/2024.md": null, "papers/20\u000124.md": list(...many) });
    await bot.check();
    expect(filesOf(bot)).toEqual(paths);
    expect(bot.problems()).toHaveLength(1);
  });

  test("whose path becomes a folder is removed", async () => {
    const bot = await start({ "README.md": list(one, two, three), "papers/2024.md": list(four) });
    upstream.run("rm", "-rq", "papers/2024.md");
    upstream.commit({ "papers/2024.md/list.md": list(four, five) });
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{}] });
    upstream.commit({ "papers/2024.md/list.md": list(four, five, six) });
    expect(await bot.check()).toEqual({ kind: "unchanged" });
    expect(bot.announced()).toEqual([`removed ${four}`]);
  });
});

describe("newly configured files", () => {
  test("are read at the cursor without announcements, and later changes are announced", async () => {
    const store = createMemoryStore();
    upstream.commit({ "README.md": list(one), "papers/2024.md": list(two) });
    await watch(upstream, { store }).check();
    const bot = watch(upstream, { store, paths });
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{ mode: "none", changes: [] }] });
    expect(bot.served()).toEqual([one, two]);
    expect(await bot.check()).toEqual({ kind: "unchanged" });

    upstream.commit({ "papers/2024.md": list(two, three), "more.md": list(four) });
    const wider = watch(upstream, { store, paths: [...paths, "more.md"] });
    await wider.check();
    expect(wider.announced()).toEqual([`added ${three}`, `added ${four}`]);
    const narrower = watch(upstream, { store, paths });
    await narrower.check();
    expect(narrower.served()).toEqual([one, two, three]);
    expect(narrower.announced()).toHaveLength(2);
  });

  test("replace a mistyped one", async () => {
    const store = createMemoryStore();
    upstream.commit({ "README.md": list(one), "papers/2024.md": list(two) });
    await watch(upstream, { store, paths: ["README.md", "paper/2024.md"] }).check();
    const bot = watch(upstream, { store, paths });
    await bot.check();
    expect(bot.served()).toEqual([one, two]);
  });

  const file = (path: string, markdown = "text") => ({ path, markdown });
  test.each([
    ["nothing is known yet", ["a"], [], ["a"]],
    ["nothing moved", ["a", "b"], [file("a"), file("b")], ["a", "b"]],
    ["one moved", ["a", "b"], [file("c"), file("b")], ["c", "b"]],
    ["one was never there", ["a", "b"], [file("a"), file("x", "")], ["a", "b"]],
    ["one is new at the index of one that still exists", ["c", "a"], [file("a"), file("b")], ["c", "a"]],
    ["their order changed", ["b", "a"], [file("a"), file("b")], ["b", "a"]],
    ["one is added, and one was moved before", ["a", "b", "c"], [file("x"), file("b")], ["a", "b", "c"]],
  ])("are found at their current paths: %s", (_when, configured, known, current) => {
    const revision = { sha: "a".repeat(40), date: "2026-11-24T00:00:00Z", url: null };
    expect(startPointOf(configured, { revision, files: known }).paths).toEqual(current);
  });
});
