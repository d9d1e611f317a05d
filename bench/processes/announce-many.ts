import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createSubscriptions, maxSubscriptions } from "../../src/announce/subscriptions.js";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";
import { saveGuildsJoined } from "../../src/store/guilds.js";
import { inBatches } from "../../src/store/in-batches.js";
import { newId } from "../../src/store/new-id.js";
import { openStore } from "../../src/store/open-store.js";
import { settings } from "../../test/announce/support.js";
import { ask, createPostgresDatabase, startPostgres } from "../../test/support/postgres.js";
import { createUpstream, list } from "../../test/upstream/fixture.js";
import { createBots } from "./create-bots.js";
import { timeSearches } from "./time-searches.js";

/** As many as a channel gets one by one: more become a digest. */
const perChannel = 3;
/** Requests a second that Discord takes of one token. */
const perSecond = 50;
/** Below the ports that systems give to outgoing connections. */
const firstPort = 24_510;
/** How long people search before anything is sent. Milliseconds. */
const idleTime = 10_000;
/** Of the timer that measures the delay, which the figure contains. Milliseconds. */
const timerInterval = 10;

interface ManyOptions {
  /** The program; it runs a bot if its arguments are `child JSON`. */
  readonly program: string;
  readonly announcements: number;
  /** How many of them send. */
  readonly processes: number;
  readonly onProgress: (line: string) => void;
}

/**
 * Lets bots send one revision's announcements to a sandbox that takes 50 requests a second, and counts the answers
 * by status: how many were refused, how long it took, and how long searches and the bots' event loops took meanwhile.
 */
export async function announceMany({ program, announcements, processes, onProgress }: ManyOptions) {
  const channels = Math.ceil(announcements / perChannel);
  const folder = await mkdtemp(join(tmpdir(), "paperboy-many-"));
  const postgres = await startPostgres();
  const names = Array.from({ length: channels }, (_, index) => `papers-${index}`);
  const sandbox = await createSandbox({
    world: {
      server: "Many",
      bot: "Paperboy",
      channels: names.map((name) => ({ name })),
      people: [{ name: "Mira" }],
    },
  });
  const upstream = createUpstream();
  const titles = ["Alpha Networks", "Beta Methods", "Gamma Rays", "Delta Waves"];
  const commit = (count: number) => upstream.commit({ "README.md": list(...titles.slice(0, count)) });
  commit(1);
  const url = await createPostgresDatabase(postgres.url);
  const bots = createBots({
    program,
    settings: Array.from({ length: processes }, (_, shard) => ({
      DATABASE_URL: url,
      HTTP_PORT: String(firstPort + shard),
    })),
    sandbox,
    upstream: upstream.dir,
    folder,
    isQuick: false,
  });
  try {
    onProgress("starting");
    await Promise.all(bots.map(({ start }) => start()));
    const outcome = await openStore({ url });
    if (outcome.kind !== "open") throw new Error(outcome.message);
    const subscriptions = createSubscriptions({
      db: outcome.store.db,
      readFilter: () => () => true,
      checkQuery: () => ({ kind: "valid" }),
    });
    const [first = "", ...others] = await channelIds(sandbox.rest.api, sandbox.token, sandbox.guildId);
    await subscriptions.save(settings({ guildId: sandbox.guildId, channelId: first, kinds: ["added"] }));
    // One server may not have as many: the others are told of in the name of servers that the sandbox does not have.
    const { db } = outcome.store;
    const row = await db.selectFrom("subscriptions").selectAll().executeTakeFirstOrThrow();
    const servers = Array.from(
      { length: Math.ceil(channels / maxSubscriptions) },
      (_, index) => `${index + 1}`,
    );
    await saveGuildsJoined(db, servers);
    const rows = others.map((channelId, index) => {
      const guildId = servers[Math.floor(index / maxSubscriptions)] ?? "";
      return { ...row, id: newId(), guildId, channelId };
    });
    await inBatches(rows, (batch) => db.insertInto("subscriptions").values(batch).execute());
    await outcome.store.close();
    onProgress(`${channels} subscriptions`);
    const before = await responses(processes);
    const person = createPerson({ url: sandbox.url, id: "Mira" });
    const search = (why: string) =>
      timeSearches(person, (round) => `${titles[round % titles.length]} -${why}${round}`);
    const resting = search("rest");
    await sleep(idleTime);
    const searchesBefore = await resting.stop();
    const searching = search("busy");
    const ownDelay = monitorEventLoopDelay({ resolution: timerInterval });
    ownDelay.enable();
    commit(1 + perChannel);
    const count = async (): Promise<number> =>
      Number((await ask(url, "select count(*) as count from messages where step = 'done'")).rows[0]?.count);
    let firstAt: number | null = null;
    for (;;) {
      const sent = await count();
      if (sent > 0) firstAt ??= performance.now();
      if (sent >= channels * perChannel) break;
      onProgress(`${sent} sent`);
      await sleep(sent > channels * perChannel - 500 ? 200 : 5_000);
    }
    const seconds = (performance.now() - (firstAt ?? 0)) / 1000;
    const searches = await searching.stop();
    const loopDelay = await loopDelayP99(processes);
    const after = await responses(processes);
    const of = (status: string) => (after.get(status) ?? 0) - (before.get(status) ?? 0);
    const statuses = Object.fromEntries([...after.keys()].map((status) => [status, of(status)]));
    return {
      announcements: channels * perChannel,
      seconds: Math.round(seconds),
      bound: Math.round((channels * perChannel) / perSecond),
      statuses,
      rateLimitedPercent: (100 * of("429")) / (channels * perChannel),
      searchesBefore,
      searches,
      loopDelayP99: loopDelay,
      // The sandbox and the person are in this process: what is late here is no bot's.
      ownLoopDelayP99: Math.round(ownDelay.percentile(99) / 1e6) - timerInterval,
    };
  } finally {
    await Promise.all(bots.map(({ kill }) => kill()));
    await sandbox.close();
    await postgres.stop();
    upstream.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function channelIds(api: string, token: string, guildId: string): Promise<string[]> {
  const response = await fetch(`${api}/v10/guilds/${guildId}/channels`, {
    headers: { authorization: `Bot ${token}` },
  });
  const channels: { id: string }[] = await response.json();
  return channels.map(({ id }) => id);
}

/** Discord's answers to all bots since they were started, by status. */
async function responses(processes: number): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const metrics of await metricsOfBots(processes)) {
    for (const [, status = "", count] of metrics.matchAll(
      /^paperboy_discord_responses_total\{status="(\d+)"\} (\d+)/gm,
    ))
      counts.set(status, (counts.get(status) ?? 0) + Number(count));
  }
  return counts;
}

/** By how much the event loop of each bot was late since it was asked last, p99. Milliseconds. */
async function loopDelayP99(processes: number): Promise<readonly number[]> {
  return (await metricsOfBots(processes)).map((metrics) => {
    const [, seconds] = /^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(metrics) ?? [];
    return Math.round(Number(seconds) * 1000) - timerInterval;
  });
}

function metricsOfBots(processes: number): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: processes }, async (_, bot) =>
      (await fetch(`http://127.0.0.1:${firstPort + bot}/metrics`)).text(),
    ),
  );
}
