import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { readData } from "../../src/config/data.js";
import { type ListSource, upstreamAt } from "../../src/config/list-source.js";
import { readEnvironment } from "../../src/config/read-config.js";
import { createLists } from "../../src/lists/create-lists.js";
import { createGitAccess } from "../../src/lists/git-access.js";
import { createListIndex } from "../../src/lists/list-index.js";
import { collectSooner } from "../../src/programs/collect-sooner.js";
import { openStore } from "../../src/store/open-store.js";

export type Row = readonly [what: string, figure: string];

const searchInterval = 100;

/** After which the bot takes itself as started, however much is still to be read. Milliseconds. */
const maxStartWait = 10_000;

/**
 * One start of the lists in this process, as the bot starts them, with a search each 100 ms meanwhile.
 *
 * @param onRow called with each figure once it is known: pasts take minutes
 */
export async function runPhase(
  databaseFile: string,
  upstreams: readonly string[],
  onRow: (row: Row) => void,
): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  const data = readData();
  const outcome = await openStore({ path: databaseFile });
  if (outcome.kind !== "open") throw new Error(outcome.message);
  const { db, close } = outcome.store;
  const listIndex = createListIndex(data.vocabulary);
  const lists = createLists({
    db,
    sources: upstreams.map(sourceOf),
    allowServerLists: false,
    gitAccess: createGitAccess({ databaseFile, environment: readEnvironment(), allowFile: true, hosts: [] }),
    listIndex,
    vocabulary: data.vocabulary,
    log: pino({ level: "silent" }),
    onRecorded: () => {},
  });
  const searches = startSearches(() => {
    const { search } = lists.viewOf(null);
    const parsed = search.parse(`diffusion quantization ${searches.count() % 50}`);
    if (parsed.kind === "query") search.find(parsed.query, 10);
  });
  setTimeout(collectSooner, maxStartWait).unref();
  await lists.restore();
  await lists.checkUnread();
  while (lists.viewOf(null).lists.some(({ isLoading }) => isLoading)) await sleep(100);
  const { lists: shown, papers } = lists.viewOf(null);
  onRow([
    `${shown.filter(({ papers }) => papers.length > 0).length} of ${upstreams.length} lists, ${papers.length} papers: first answer over all`,
    seconds(),
  ]);
  onRow([
    "papers in all lists, each counted in each",
    String(shown.reduce((sum, { papers }) => sum + papers.length, 0)),
  ]);
  onRow(["processor time of this process until then", processorTime()]);
  onRow(["event loop meanwhile, p99 and max", `${ms(delay.percentile(99) / 1e6)}, ${ms(delay.max / 1e6)}`]);
  onRow(["`/search` meanwhile, p95, p99 and max", searches.summary()]);
  for (const { last } of await lists.checks())
    if (last?.outcome === "failed") onRow(["a list that could not be read", last.reason ?? ""]);
  await lists.pastsRead();
  onRow(["the past of every list", seconds()]);
  onRow(["event loop meanwhile, p99 and max", `${ms(delay.percentile(99) / 1e6)}, ${ms(delay.max / 1e6)}`]);
  onRow(["`/search` meanwhile, p95, p99 and max", searches.summary()]);
  searches.stop();
  onRow(["processor time of this process until then", processorTime()]);
  const check = performance.now();
  await lists.check();
  onRow(["a check of all lists, nothing new", ms(performance.now() - check)]);
  globalThis.gc?.();
  globalThis.gc?.();
  onRow([
    "heap, live; resident memory, now and at most",
    [process.memoryUsage().heapUsed, process.memoryUsage().rss, process.resourceUsage().maxRSS * 1024]
      .map(megabytes)
      .join(", "),
  ]);
  await lists.stop();
  await close();
}

/** Searches again and again; each is counted from when it was due, so that a blocked loop is counted in full. */
function startSearches(search: () => void) {
  const started = performance.now();
  const times: number[] = [];
  const run = () => {
    const now = performance.now();
    while (started + times.length * searchInterval <= now) {
      const due = started + times.length * searchInterval;
      search();
      times.push(performance.now() - due);
    }
  };
  const timer = setInterval(run, 5);
  return {
    count: () => times.length,
    summary: () => {
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number) =>
        ms(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
      return `${at(0.95)}, ${at(0.99)}, ${at(1)} of ${times.length}`;
    },
    stop: () => clearInterval(timer),
  };
}

function sourceOf(dir: string, index: number): ListSource {
  return {
    id: `list-${index}`,
    name: null,
    page: null,
    file: null,
    upstream: upstreamAt(`file://${dir}`),
    isPublic: true,
  };
}

function processorTime(): string {
  const { user, system } = process.cpuUsage();
  return `${((user + system) / 1e6).toFixed(1)} s`;
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
const ms = (time: number) => `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
