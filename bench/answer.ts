/**
 * What answering costs: a `/search` through the real discord.js client on loopback beside a bot that only says
 * "pong", in one run, taking turns; and a suggestion inside the process. Prints a table; the ratio is what counts, the
 * milliseconds are this machine's.
 */
import { pino } from "pino";
import { commands } from "../commands/index.js";
import { startApp } from "../src/app/start-app.js";
import { parseList } from "../src/catalogue/parse-list.js";
import { createCiter } from "../src/citations/create-citer.js";
import { defaultList, readData } from "../src/config/data.js";
import { parseConfig } from "../src/config/read-config.js";
import { readListSources } from "../src/config/read-list-sources.js";
import { readTextFile } from "../src/config/read-text-file.js";
import { createListIndex } from "../src/lists/list-index.js";
import { createPerson } from "../src/sandbox/create-person.js";
import { createSandbox } from "../src/sandbox/create-sandbox.js";
import type { Context } from "../src/views/context.js";
import { startBareBot } from "./cost/bare-bot.js";

const rounds = 300;
const queries = ["ivit", "vision transformer", "4 bit", "quantisation", "detr cvpr 2023", "post training"];

function percentile(times: readonly number[], share: number): number {
  return (
    times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ??
    Number.NaN
  );
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const silent = pino({ level: "silent" });
const [ours, theirs] = [await createSandbox({ port: 0 }), await createSandbox({ port: 0 })];
const data = readData();
const config = parseConfig({ DATABASE_FILE: ":memory:" });
const app = await startApp({
  config,
  sources: await readListSources(config),
  data,
  log: silent,
  discord: ours,
  environment: {},
});
const pong = await startBareBot(theirs);
const mira = createPerson({ url: ours.url, id: "Mira" });
const other = createPerson({ url: theirs.url, id: "Mira" });

const searches: number[] = [];
const pings: number[] = [];
for (let round = 0; round < rounds + 30; round++) {
  const ping = await timed(() => other.run("ping"));
  const search = await timed(() => mira.run("search", { query: queries[round % queries.length] ?? "" }));
  if (round >= 30) [pings.push(ping), searches.push(search)];
}
await app.stop();
await pong.destroy();
await Promise.all([ours.close(), theirs.close()]);

const list = parseList(await readTextFile(defaultList), data.venues);
const listIndex = createListIndex(data.vocabulary);
listIndex.replace({ id: "list", name: "", url: null, revision: null, ...list, isPublic: true });
const context: Context = {
  listView: listIndex.viewOf(["list"]),
  lists: {
    states: async () => new Map(),
    checks: async () => [],
    availableTo: () => [],
    setVisible: async () => {},
    adding: null,
    held: async () => [],
    release: async () => ({ kind: "nothing-held" }),
  },
  positions: { find: async () => ({ position: null, moveTo: async () => {} }) },
  privacy: { load: async () => ({}), erase: async () => 0 },
  details: { of: () => null, ofKey: () => null, opened: () => {} },
  citer: createCiter(data.venues),
  channels: {
    kindOf: () => null,
    nameOf: () => null,
    hasLostRole: () => false,
    tagsOf: () => null,
    hasRole: () => false,
    missingFor: () => [],
    announcingIn: () => [],
    noticeChannel: () => null,
  },
  announcing: null,
  operatorGuildId: null,
  facts: { version: "", servers: 0, latency: null, startedAt: 0, inviteUrl: "" },
  person: { id: "1", mayManage: false },
  guildId: null,
  channelId: null,
};
const typed = list.papers.flatMap(({ title }) => [1, 3, 6, 12, 24].map((length) => title.slice(0, length)));
const suggest = commands.find(({ name }) => name === "search")?.suggest ?? (() => []);
const suggestions: number[] = [];
for (let round = 0; round < 40; round++) {
  for (const query of typed) suggestions.push(await timed(() => suggest("query", { query }, context)));
}

const row = (what: string, times: readonly number[]) =>
  `| ${what} | ${percentile(times, 0.5).toFixed(2)} | ${percentile(times, 0.95).toFixed(2)} | ${percentile(times, 0.99).toFixed(2)} |`;
console.log("| | p50 ms | p95 ms | p99 ms |\n| --- | --- | --- | --- |");
console.log(row("a bot that says pong, through discord.js on loopback", pings));
console.log(row("`/search`, through discord.js on loopback", searches));
console.log(row("a suggestion, inside the process", suggestions.slice(typed.length)));
console.log(
  `\n/search takes ${(percentile(searches, 0.5) / percentile(pings, 0.5)).toFixed(2)} times as long as pong (medians).`,
);
