/**
 * Twenty lists with twenty thousand papers: how long they take to be there, the first time from git and then from the
 * database, what they weigh, what a change in one of them costs, and what it costs that each server may see others:
 * beside an index for each choice, which is what one would do otherwise.
 *
 *     npm run bench -- lists [--lists 20] [--papers 20000]
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { pino } from "pino";
import type { Paper } from "../src/catalogue/paper.js";
import { readData } from "../src/config/data.js";
import { type ListSource, upstreamAt } from "../src/config/list-source.js";
import { readEnvironment } from "../src/config/read-config.js";
import { createLists, type ListService } from "../src/lists/create-lists.js";
import { createGitAccess } from "../src/lists/git-access.js";
import { createListIndex, type ListIndex } from "../src/lists/list-index.js";
import { createSearch } from "../src/search/search.js";
import { openStore } from "../src/store/open-store.js";
import { growCorpus, readCorpus } from "./search/corpus.js";

const { values } = parseArgs({
  options: { lists: { type: "string", default: "20" }, papers: { type: "string", default: "20000" } },
});
const [listCount, paperCount] = [Number(values.lists), Number(values.papers)];
const folder = mkdtempSync(join(tmpdir(), "paperboy-lists-"));
const data = readData();
const rows: [string, string][] = [];

const papers = growCorpus(readCorpus("bench/search/titles.tsv"), paperCount, 7);
const each = Math.ceil(paperCount / listCount);
/** A tenth of each list stands in the next one, too. */
const ofList = (index: number) => [
  ...papers.slice(index * each, (index + 1) * each),
  ...papers.slice(((index + 1) % listCount) * each).slice(0, each / 10),
];

function markdownOf(some: readonly Paper[]): string {
  const entries = some.map(
    ({ title, venue, year }, number) =>
      `- ${title}, ${venue} ${year} [[paper](https://example.org/${encodeURIComponent(title)})] [[code](https://github.com/someone/${number}-${title.length}-${title.charCodeAt(0)})]`,
  );
  return `# Papers\n\n${entries.join("\n")}\n`;
}

function git(dir: string, ...args: string[]): void {
  const who = ["-c", "user.name=Someone", "-c", "user.email=someone@example.org"];
  execFileSync("git", ["-C", dir, ...who, ...args], { stdio: "pipe" });
}

function commit(index: number, some: readonly Paper[]): void {
  const dir = join(folder, `upstream-${index}`);
  writeFileSync(join(dir, "README.md"), markdownOf(some));
  git(dir, "add", "--all");
  git(dir, "commit", "--quiet", "-m", "Update");
}

const sources = Array.from({ length: listCount }, (_, index): ListSource => {
  const dir = join(folder, `upstream-${index}`);
  mkdirSync(dir);
  git(dir, "init", "--quiet", "--initial-branch=main");
  commit(index, ofList(index));
  const upstream = { ...upstreamAt(`file://${dir}`), surge: 1000 };
  return { id: `list-${index}`, name: null, page: null, file: null, upstream, isPublic: true };
});

async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
const ms = (time: number) => `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

async function serve(): Promise<{
  ms: number;
  stall: number;
  lists: ListService;
  listIndex: ListIndex;
  close: () => Promise<void>;
}> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const { ms, result } = await timed(async () => {
    const databaseFile = join(folder, "paperboy.sqlite");
    const outcome = await openStore({ path: databaseFile });
    if (outcome.kind !== "open") throw new Error(outcome.message);
    const { db, close } = outcome.store;
    const listIndex = createListIndex(data.vocabulary);
    const lists = createLists({
      db,
      sources,
      allowServerLists: false,
      gitAccess: createGitAccess({
        databaseFile,
        environment: readEnvironment(),
        allowFile: true,
        hosts: [],
      }),
      listIndex,
      venues: data.venues,
      log: pino({ level: "silent" }),
      onRecorded: () => {},
    });
    await lists.restore();
    await lists.checkUnread();
    lists.viewOf(null);
    return { lists, listIndex, close };
  });
  delay.disable();
  return { ms, stall: delay.max / 1e6, ...result };
}

const first = await serve();
rows.push(["the first time, from git", ms(first.ms)]);
await first.lists.stop();
await first.close();

const before = heap();
const again = await serve();
const { lists, listIndex } = again;
const listView = lists.viewOf(null);
rows.push(["from the database, until the first answer", ms(again.ms)]);
rows.push(["lists, papers", `${listView.lists.length}, ${listView.papers.length}`]);
rows.push(["heap of all of it", megabytes(heap() - before)]);
rows.push(["resident memory of the process", megabytes(process.memoryUsage().rss)]);

const more = growCorpus(papers, paperCount + 5, 11).slice(paperCount);
commit(0, [...more, ...ofList(0)]);
rows.push([
  "a check of one list with five new papers, git included",
  ms((await timed(() => lists.check({ only: "list-0" }))).ms),
]);
rows.push(["the first answer after it", ms((await timed(() => lists.viewOf(null))).ms)]);
rows.push(["a check of all lists, nothing new", ms((await timed(() => lists.check())).ms)]);

const texts = papers
  .filter((_, index) => index % 97 === 0)
  .map(({ title }) => title.split(" ").slice(0, 3).join(" "));
function p95(search: { parse: typeof listView.search.parse; find: typeof listView.search.find }): number {
  const times = texts.map((text) => {
    const start = performance.now();
    const parsed = search.parse(text);
    if (parsed.kind === "query") search.find(parsed.query, 10);
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}

/** Ten choices: all lists but two. */
const choices = Array.from({ length: 10 }, (_, choice) =>
  sources.map(({ id }) => id).filter((_, index) => index !== choice && index !== choice + 1),
);
const start = heap();
const views = await timed(() => choices.map((ids) => listIndex.viewOf(ids)));
const viewHeap = heap() - start;
const indexes = await timed(() => views.result.map(({ papers }) => createSearch(papers, data.vocabulary)));
const indexHeap = heap() - start - viewHeap;
rows.push(["ten servers' choices of lists", `${ms(views.ms)}, ${megabytes(viewHeap)}`]);
rows.push(["the same with an index each", `${ms(indexes.ms)}, ${megabytes(indexHeap)}`]);
const [view] = views.result;
const [index] = indexes.result;
if (view && index) {
  for (const warm of [view.search, index]) p95(warm);
  rows.push([
    "a query (p95) in a choice, and in an index of its own",
    `${ms(p95(view.search))}, ${ms(p95(index))}`,
  ]);
}
console.log("| what | figure |\n| --- | --- |");
for (const row of rows) console.log(`| ${row.join(" | ")} |`);
await lists.stop();
await again.close();
rmSync(folder, { recursive: true });
