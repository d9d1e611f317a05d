/**
 * Ten thousand subscriptions with filters that all differ, and a revision of forty papers: how long recording it takes,
 * and how long the event loop waits meanwhile. Then three thousand servers at start, and a search while another program
 * holds the database's write lock.
 *
 *     npm run bench -- filters [--filters 10000] [--papers 40] [--locked 10]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import SqliteDatabase from "better-sqlite3";
import { createChangeLog } from "../src/announce/change-log.js";
import { createGuildMembership } from "../src/announce/guild-membership.js";
import { parseList } from "../src/catalogue/parse-list.js";
import { readData } from "../src/config/data.js";
import { readTextFile } from "../src/config/read-text-file.js";
import { createListIndex } from "../src/lists/list-index.js";
import { createReadFilter } from "../src/lists/read-filter.js";
import { newId } from "../src/store/new-id.js";
import { openStore } from "../src/store/open-store.js";
import { insertSubscription } from "../src/store/subscriptions.js";
import { settings } from "../test/announce/support.js";

const { values } = parseArgs({
  options: {
    filters: { type: "string", default: "10000" },
    papers: { type: "string", default: "40" },
    locked: { type: "string", default: "10" },
  },
});
const [filters, added, lockedSeconds] = [values.filters, values.papers, values.locked].map(Number);
const folder = await mkdtemp(join(tmpdir(), "paperboy-filters-"));
const path = join(folder, "paperboy.sqlite");
const opened = await openStore({ path });
if (opened.kind !== "open") throw new Error(opened.message);
const { db, close } = opened.store;
const data = readData();
const { papers } = parseList(await readTextFile("data/awesome-transformer-quantization.md"), data.venues);
const listIndex = createListIndex(data.vocabulary);
listIndex.replace({
  id: "list",
  name: "List",
  url: null,
  revision: null,
  papers,
  problems: [],
  isPublic: true,
});

/** Runs something and prints its time, and how long the event loop has waited. */
async function measure(what: string, work: () => Promise<unknown>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  await work();
  const total = performance.now() - start;
  await sleep(5);
  delay.disable();
  const [p99, max] = [delay.percentile(99), delay.max].map((nanoseconds) => (nanoseconds / 1e6).toFixed(1));
  console.log(`${what}: ${Math.round(total)} ms; event-loop delay p99 ${p99} ms, at most ${max} ms`);
}

const membership = createGuildMembership({ db });
const guilds = Array.from({ length: 3000 }, (_, index) => String(index));
await measure("3,000 servers synchronised", () => membership.sync(guilds));
await measure("the same servers again", () => membership.sync(guilds));

/** Filters as people write them: a word or two of a title, a venue, a year, without another word. */
const words = papers.flatMap(({ title }) => title.toLowerCase().match(/[a-z]{4,}/g) ?? []);
const queryAt = (index: number): string => {
  const at = (offset: number) => words[(index * 7 + offset) % words.length] ?? "";
  const parts = [
    `${at(0)} ${at(1)}`,
    `${at(0)} venue:iclr`,
    `${at(0)} year:2024`,
    `${at(0)} -${at(11)}`,
    `"${at(0)}"`,
  ];
  return `${parts[index % parts.length]} -no${index}`;
};
await db.transaction().execute(async (trx) => {
  for (let index = 0; index < (filters ?? 0); index++) {
    await insertSubscription(
      trx,
      newId(),
      settings({
        guildId: String(index % guilds.length),
        channelId: String(index),
        query: queryAt(index),
        kinds: ["added"],
      }),
      Date.now(),
    );
  }
});
const log = createChangeLog({
  db,
  readFilter: createReadFilter(listIndex),
  list: { id: "list", isPublic: true },
});
const step = {
  revision: { sha: "1", date: new Date().toISOString(), url: null },
  changes: papers.slice(0, added).map((paper) => ({ kind: "added" as const, paper, before: null })),
  learned: [],
  mode: "announcements",
} as const;
await measure(`${filters} different filters and ${added} papers recorded`, () =>
  log.commit(null, [step], [{ path: "README.md", markdown: "" }]),
);
const deliveries = await db.selectFrom("deliveries").select("paperId").execute();
console.log(`${deliveries.length} deliveries`);

const other = new SqliteDatabase(path);
other.exec("begin immediate");
const view = listIndex.viewOf(["list"]);
const times: number[] = [];
await measure(`${lockedSeconds} s with a write that waits for another program`, async () => {
  const write = membership.sync([...guilds, "one more"]);
  for (
    const end = performance.now() + (lockedSeconds ?? 0) * 1000;
    performance.now() < end;
    await sleep(10)
  ) {
    const start = performance.now();
    const parsed = view.search.parse("vision transformer quantization");
    if (parsed.kind === "query") view.search.find(parsed.query, 10);
    times.push(performance.now() - start);
  }
  other.exec("commit");
  await write;
});
times.sort((a, b) => a - b);
console.log(
  `searches meanwhile: ${times.length}, p99 ${times[Math.floor(times.length * 0.99)]?.toFixed(1)} ms`,
);
other.close();
await close();
await rm(folder, { recursive: true });
