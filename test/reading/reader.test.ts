import { fork, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { setImmediate as yieldToLoop } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { diffCatalogues, nextVersion } from "../../src/catalogue/diff.js";
import { strengths } from "../../src/catalogue/match-other-list.js";
import { parseList } from "../../src/catalogue/parse-list.js";
import { parseVenues } from "../../src/catalogue/parse-venues.js";
import { nodeOptions } from "../../src/reading/node-options.js";
import { createReader, type Reader, type Version } from "../../src/reading/reader.js";
import { processFile } from "../../src/reading/task-runner.js";

const venues = parseVenues(readFileSync("data/venues.yaml", "utf8"));
const readers: Reader[] = [];
function start(limits?: Parameters<typeof createReader>[1], processes?: number): Reader {
  const reader = createReader(venues, limits, processes);
  readers.push(reader);
  return reader;
}
afterAll(async () => void (await Promise.all(readers.map((reader) => reader.close()))));

const entry = (i: number) => `- Tidal Networks, Volume ${i} [[paper](https://example.org/${i})]\n`;
const entries = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => entry(from + i)).join("\n");
const fileOf = (markdown: string) => [{ path: "README.md", markdown }];
/** More work than any limit of these tests allows. */
const endless = Array.from({ length: 20 }, () => fileOf(`# Papers\n\n${entries(0, 40_000)}`)).flat();
const small = fileOf(`# Papers\n\n${entries(0, 3)}`);

async function compared(reader: Reader, list: string, markdown: string, before: Version | null = null) {
  const outcome = await reader.compare({ list, files: fileOf(markdown), before });
  if (outcome.kind === "unreadable") throw new Error(outcome.reason);
  return outcome;
}

describe("the reading process", () => {
  test("reads as the parser does", async () => {
    const reader = start();
    const markdown = `# Sea Papers\n\n${entries(0, 700)}`;
    const { papers, problems } = parseList(markdown, venues);
    expect(await reader.parse(fileOf(markdown))).toEqual({
      kind: "list",
      title: "Sea Papers",
      papers,
      problems,
    });
    const { version } = await compared(reader, "sea", markdown);
    expect(await reader.catalogueOf(version)).toEqual({
      kind: "list",
      title: "Sea Papers",
      papers,
      problems,
      titles: null,
      packed: expect.any(String),
    });
    const linted = await reader.lint(fileOf(`${entry(1)}\n${entry(1)}`));
    expect(linted).toMatchObject({ kind: "linted", problems: [{ path: "README.md", line: 3 }] });
  });

  test("compares a version with the one before, as it would be in this process", async () => {
    const reader = start();
    const [before, after] = [entries(0, 600), entries(5, 610)];
    const first = await compared(reader, "sea", before);
    expect(first).toMatchObject({ papers: 600, before: 0, changes: [] });
    const second = await compared(reader, "sea", after, first.version);
    const old = diffCatalogues({ papers: [] }, parseList(before, venues), venues);
    const step = nextVersion(old, parseList(after, venues), venues);
    expect(second).toMatchObject({ papers: 605, before: 600, added: 10, removed: 5 });
    expect(second.changes.map(({ kind, paper }) => [kind, paper])).toEqual([
      ...step.added.map((paper) => ["added", paper]),
      ...step.removed.map((paper) => ["removed", paper]),
    ]);
    expect(second.version.knownPapers).toEqual(step.knownPapers);
  });

  test("announces no entry that stood there unchanged and was none of the papers", async () => {
    const reader = start();
    const row = (name: string, paper = "-") =>
      `| 2024.05 | ${name} | ${paper} | [Code](https://github.com/a/b) |\n`;
    const paper = (at: number) =>
      row(`Slow Waves of Harbour ${at}`, `[pdf](https://arxiv.org/abs/2405.0000${at})`);
    const tools = row("Harbour RopeMLA") + row("Harbour DualRope");
    const head =
      "# Sea\n\n## Tools and papers\n\n| Date | Title | Paper | Code |\n| --- | --- | --- | --- |\n";
    const first = await compared(reader, "tools", head + tools + paper(1));
    expect(first.papers).toBe(1);
    const second = await compared(
      reader,
      "tools",
      head + tools + row("Harbour DeepRope") + paper(1) + paper(2) + paper(3),
      first.version,
    );
    expect(second.changes.map(({ kind, paper }) => `${kind}: ${paper.title}`)).toEqual([
      "added: Harbour DeepRope",
      "added: Slow Waves of Harbour 2",
      "added: Slow Waves of Harbour 3",
    ]);
    expect(second.papers).toBe(6);
  });

  test("compares two versions, and forgets their list meanwhile only after that", async () => {
    const reader = start();
    const first = await compared(reader, "sea", entries(0, 600));
    const [second, third] = await Promise.all([
      compared(reader, "sea", entries(5, 610), first.version),
      compared(reader, "sea", entries(5, 620), first.version),
      reader.forget("sea"),
    ]);
    expect([second.added, third.added]).toEqual([10, 20]);
  });

  test("makes a version again that it has forgotten, with its ids", async () => {
    const first = await compared(start(), "sea", entries(0, 600));
    const renamed = entries(0, 600).replace("Tidal Networks, Volume 7 ", "Tidal Networks Renamed ");
    const second = await compared(start(), "sea", renamed, first.version);
    expect(second.changes.map(({ kind, paper }) => [kind, paper.title])).toEqual([
      ["edited", "Tidal Networks Renamed"],
    ]);
    const reader = start();
    const third = await compared(reader, "sea", renamed + entry(600), second.version);
    expect(third.changes.map(({ kind }) => kind)).toEqual(["added"]);
    const served = await reader.catalogueOf(second.version);
    expect(served.kind === "list" && served.papers.length).toBe(600);
  });

  test("gives papers that are new the ids that they have in other lists", async () => {
    const asked: string[] = [];
    const outcome = await start().compare({
      list: "sea",
      files: small,
      before: null,
      *claimsOf(papers) {
        yield;
        return papers.map(({ title }) => {
          asked.push(title);
          return title.endsWith("1") ? [{ id: "otherlists", strength: strengths.sameTitle }] : [];
        });
      },
    });
    expect([...new Set(asked)]).toEqual([0, 1, 2].map((i) => `Tidal Networks, Volume ${i}`));
    expect(outcome).toMatchObject({ kind: "compared", learned: [{}, { id: "otherlists" }, {}] });
  });

  test("says that a list takes too long, and reads the next one", async () => {
    const reader = start({ seconds: 5, megabytes: 2000 });
    expect(await reader.parse(endless)).toEqual({
      kind: "unreadable",
      reason: expect.stringMatching(/README\.md could not be read within 5 seconds$/),
    });
    expect(await reader.parse(small)).toMatchObject({ kind: "list", papers: [{}, {}, {}] });
  });

  test("says that a list takes too much memory, and reads the next one", async () => {
    const reader = start({ seconds: 100, megabytes: 24 });
    expect(await reader.compare({ list: "sea", files: endless, before: null })).toEqual({
      kind: "unreadable",
      reason: expect.stringMatching(/README\.md needs more than 24 MB of memory to be read$/),
    });
    expect(await reader.parse(small)).toMatchObject({ kind: "list", papers: [{}, {}, {}] });
  });

  test("reads the next list when what it asks of the bot fails", async () => {
    const reader = start();
    const broken = reader.compare({
      list: "sea",
      files: small,
      before: null,
      // biome-ignore lint/correctness/useYield: it fails before
      *claimsOf() {
        throw new Error("The other lists are gone");
      },
    });
    await expect(broken).rejects.toThrow("The other lists are gone");
    expect(await reader.parse(small)).toMatchObject({ kind: "list", papers: [{}, {}, {}] });
  });

  test("compares what it has read ahead, and other text as ever", async () => {
    const reader = start();
    const files = fileOf(entries(0, 3));
    const ahead = reader.readAhead("sea", files);
    const first = await reader.compare({ list: "sea", files, before: null });
    ahead.end();
    expect(first).toMatchObject({ kind: "compared", papers: 3, changes: [] });
    if (first.kind === "unreadable") return;
    const late = reader.readAhead("sea", fileOf(entries(0, 5)));
    const second = await compared(reader, "sea", entries(0, 4), first.version);
    late.end();
    expect(second).toMatchObject({ papers: 4, added: 1, removed: 0 });
  });

  test("does not read again what could not be read ahead", async () => {
    const reader = start({ seconds: 100, megabytes: 24 });
    const ahead = reader.readAhead("sea", endless);
    await yieldToLoop();
    // One task after another: this one is answered when the list was given up.
    await reader.parse(small);
    ahead.end();
    reader.close();
    expect(await reader.compare({ list: "sea", files: endless, before: null })).toEqual({
      kind: "unreadable",
      reason: expect.stringMatching(/README\.md needs more than 24 MB of memory to be read$/),
    });
  });

  test("reads a list in one process while another list waits for the bot", async () => {
    const reader = start(undefined, 2);
    let isRead = false;
    const waiting = reader.compare({
      list: "sea",
      files: small,
      before: null,
      *claimsOf(papers) {
        while (!isRead) yield;
        return papers.map(() => []);
      },
    });
    await compared(reader, "lake", entries(0, 2));
    isRead = true;
    expect(await waiting).toMatchObject({ kind: "compared", papers: 3 });
  });

  test("takes its options from every Node: it writes nothing to the terminal", async () => {
    const stdio: StdioOptions = ["ignore", "pipe", "pipe", "ipc"];
    const child = fork(processFile, { execArgv: [...nodeOptions(64)], stdio });
    const said = [child.stdout, child.stderr].map((stream) => (stream === null ? "" : text(stream)));
    await once(child, "message");
    child.disconnect();
    expect(await Promise.all(said)).toEqual(["", ""]);
  });

  test("lets others work meanwhile", async () => {
    const reader = start();
    let turns = 0;
    let isOver = false;
    const otherWork = (async () => {
      for (; !isOver; turns++) await yieldToLoop();
    })();
    await compared(reader, "sea", entries(0, 2000));
    isOver = true;
    await otherWork;
    expect(turns).toBeGreaterThan(100);
  });
});
