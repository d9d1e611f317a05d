/**
 * Announces five papers to ten thousand subscriptions: how long the transaction takes that writes the deliveries, and
 * how fast the dispatcher sends them if Discord itself takes no time.
 *
 *     npm run bench -- outbox [--subscriptions 10000]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { createChangeLog } from "../src/announce/change-log.js";
import { createDispatcher } from "../src/announce/dispatcher.js";
import type { ReadFilter } from "../src/announce/filter.js";
import type { Messenger } from "../src/announce/messenger.js";
import { createSubscriptions } from "../src/announce/subscriptions.js";
import { readData } from "../src/config/data.js";
import { matches } from "../src/search/matches.js";
import { parseQuery } from "../src/search/parse-query.js";
import { openStore } from "../src/store/open-store.js";
import { settings } from "../test/announce/support.js";

const { values } = parseArgs({ options: { subscriptions: { type: "string", default: "10000" } } });
const count = Number(values.subscriptions);
const folder = await mkdtemp(join(tmpdir(), "paperboy-outbox-"));
const opened = await openStore({ path: join(folder, "paperboy.sqlite") });
if (opened.kind !== "open") throw new Error(opened.message);
const { db, close } = opened.store;
const { vocabulary } = readData();

let sent = 0;
const posted = async (channelId: string) => {
  sent += 1;
  return { kind: "posted", channelId, messageId: String(sent) } as const;
};
const messenger: Messenger = {
  send: ({ channelId }) => posted(channelId),
  find: async () => ({ kind: "absent" }),
  openThread: posted,
  addTags: posted,
  crosspost: posted,
  notify: async () => {},
};
const readFilter: ReadFilter = (text) => {
  const parsed = parseQuery(text, { vocabulary, venues: [], lists: [], thisYear: () => 2026 });
  return parsed.kind === "query" ? ({ paper }) => matches(parsed.query, paper) : null;
};
const subscriptions = createSubscriptions({ db, readFilter, checkQuery: () => ({ kind: "valid" }) });
const queries = ["", "quantization", "vit", "venue:iclr", "has:code diffusion", "4 bit"];
const log = createChangeLog({
  db,
  readFilter,
  list: { id: "list", isPublic: true },
});
const dispatcher = createDispatcher({
  db,
  messenger,
  view: () => ({ body: {}, threadName: "" }),
  log: pino({ base: null }, pino.destination(2)),
});

async function time(what: string, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await work();
  console.log(`${what}: ${Math.round(performance.now() - start)} ms`);
}

await time(`${count} subscriptions saved`, async () => {
  for (let index = 0; index < count; index++) {
    await subscriptions.save(
      settings({
        guildId: String(Math.floor(index / 10)),
        channelId: String(index),
        query: queries[index % queries.length] ?? "",
        kinds: ["added"],
      }),
    );
  }
});
const titles = [
  "Quantizing a ViT",
  "Diffusion in 4 Bits",
  "A Survey of Quantization",
  "Sparse Attention",
  "Speech",
];
const changes = titles.map((title, index) => ({
  kind: "added" as const,
  paper: {
    id: `p${index}`,
    title,
    venue: "ICLR",
    year: 2026,
    links: [],
    arxivId: null,
    authors: null,
    tags: [],
    line: 1,
  },
  before: null,
}));
const revision = { sha: "1", date: new Date().toISOString(), url: null };
const step = {
  revision,
  changes,
  learned: [],
  mode: "announcements",
} as const;
await time("one revision of five papers recorded", () =>
  log.commit(null, [step], [{ path: "README.md", markdown: "" }]),
);
await time("all messages sent and settled", () => dispatcher.tick());
await time("a tick with nothing to do", () => dispatcher.tick());
console.log(`${sent} messages`);
await close();
await rm(folder, { recursive: true });
