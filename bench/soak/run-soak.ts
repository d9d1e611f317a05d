import { setMaxListeners } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";
import type { Fault } from "../../src/sandbox/protocol.js";
import { createRandom } from "../search/random.js";
import { type AdminAnswers, addLists, writeStrangers } from "./admins.js";
import { startBot } from "./bot.js";
import { countAnnouncements } from "./count-announcements.js";
import { doHarm } from "./faults.js";
import { createInterruptions } from "./interruptions.js";
import { createMaintainer, unwanted } from "./maintainer.js";
import { memoryOf } from "./memory.js";
import { searchAll } from "./people.js";
import { announcingChannels, subscribeAll } from "./subscribers.js";
import { openTime } from "./time.js";

export interface SoakOptions {
  /** The program; it runs the bot if its arguments are `child JSON`, and a lock if they are `lock FILE MILLISECONDS`. */
  readonly program: string;
  readonly minutes: number;
  readonly people: number;
  readonly seed: number;
  readonly onProgress: (line: string) => void;
}

export type SoakResult = Awaited<ReturnType<typeof runSoak>>;

/** Searches a second, for each person. */
const searchRate = 0.1;
/** Characters of a hostile list: a little less than strangers may have, so that it is read. */
const hostileSize = 1_900_000;
/** How often the title that Discord refuses is tried: within a long digest it is not shown, and so not refused. */
const unwantedTries = 6;
/** Milliseconds. */
const commitGap = 4_000;
const adminGap = 40_000;
/** How long everything may take to be announced once nothing goes wrong any more. */
const maxDrain = 8 * 60_000;
const admins = ["Ada", "Ben"] as const;
const searchChannel = "general";

/** Runs the bot under all faults at random for a time, waits until everything is announced, and counts. */
export async function runSoak({ program, minutes, people, seed, onProgress }: SoakOptions) {
  const folder = await mkdtemp(join(tmpdir(), "paperboy-soak-"));
  const names = Array.from({ length: people }, (_, index) => `person-${index}`);
  const sandbox = await createSandbox({
    world: {
      server: "Soak",
      bot: "Paperboy",
      channels: [{ name: searchChannel }, { name: "admins", private: true }, ...announcingChannels],
      people: [...admins.map((name) => ({ name, admin: true })), ...names.map((name) => ({ name }))],
    },
  });
  onProgress("writing the repositories");
  const maintainer = await createMaintainer(join(folder, "list.git"), seed, hostileSize);
  const strangers = await writeStrangers(folder, seed + 1, hostileSize);
  const configFile = join(folder, "paperboy.config.json");
  await writeFile(configFile, JSON.stringify({ lists: [{ id: "papers", url: maintainer.url }] }));
  const databaseFile = join(folder, "paperboy.sqlite");
  const logFile = join(folder, "bot.log");
  const interruptions = createInterruptions();
  const options = { databaseFile, configFile, logFile, api: sandbox.rest.api, token: sandbox.token };
  onProgress("starting the bot");
  const bot = await startBot(program, options, interruptions);
  const time = openTime(databaseFile);
  const person = (id: string) => createPerson({ url: sandbox.url, id, channel: "admins" });
  try {
    const ada = person("Ada");
    const world = await ada.world();
    const channels = new Map(
      world.channels
        .filter(({ name }) => announcingChannels.some((one) => one.name === name))
        .map(({ id, name }) => [id, name]),
    );
    await subscribeAll(ada, new Map([...channels].map(([id, name]) => [name, id])));
    const refused: Fault = { kind: "refuse-content", text: unwanted };
    sandbox.faults.add(refused);

    const duration = minutes * 60_000;
    const over = new AbortController();
    setMaxListeners(0, over.signal);
    const random = createRandom(seed + 2);
    const answers: AdminAnswers = { sentences: new Map(), leftOut: new Map(), unanswered: [] };
    const maintaining = (async () => {
      const start = performance.now();
      let tried = 0;
      while (!over.signal.aborted) {
        await maintainer.change();
        if (performance.now() - start > (duration * (tried + 0.5)) / unwantedTries) {
          tried += 1;
          await maintainer.addUnwanted();
        }
        await sleep(commitGap * (0.5 + random.next()));
      }
    })();
    const hours = (async () => {
      while (!over.signal.aborted) {
        await sleep(30_000, undefined, { signal: over.signal }).catch(() => {});
        time.pass();
        onProgress(`${maintainer.expected().length} changes, ${JSON.stringify(time.backlog())}`);
      }
    })();
    const searching = searchAll({
      sandbox,
      interruptions,
      seed: seed + 3,
      names,
      rate: people * searchRate,
      channel: searchChannel,
      signal: over.signal,
    });
    const ownDelay = monitorEventLoopDelay({ resolution: 5 });
    ownDelay.enable();
    const adding = admins.map((name, index) =>
      addLists(person(name), strangers, {
        interruptions,
        seed: seed + 4 + index,
        pause: adminGap,
        signal: over.signal,
        answers,
      }),
    );
    const channelIds = [...channels.keys()];
    const harm = await doHarm({
      program,
      sandbox,
      bot,
      databaseFile,
      interruptions,
      seed: seed + 10,
      channels: channelIds,
      duration,
    });
    over.abort();
    sandbox.faults.clear();
    sandbox.faults.add(refused);
    const [times] = await Promise.all([searching, maintaining, hours, ...adding]);
    await maintainer.finish();

    onProgress("nothing goes wrong any more");
    const drainStart = performance.now();
    const isDone = () => time.cursor() === maintainer.head() && time.isEmpty();
    while (!isDone() && performance.now() - drainStart < maxDrain) {
      await sleep(2_000);
      time.pass();
      onProgress(`draining, ${JSON.stringify(time.backlog())}`);
    }
    return {
      drained: isDone() ? (performance.now() - drainStart) / 1000 : null,
      counts: await countAnnouncements(sandbox, databaseFile, channels, maintainer.expected()),
      commits: maintainer.commits(),
      harm: Object.fromEntries(harm),
      times,
      answers,
      deaths: bot.deaths,
      loads: bot.loads,
      memory: memoryOf(bot.loads),
      ownDelay: { p99: ownDelay.percentile(99) / 1e6, max: ownDelay.max / 1e6 },
      machineLoad: loadavg(),
      log: await readFile(logFile, "utf8"),
    };
  } finally {
    time.close();
    await bot.close();
    await sandbox.close();
    if (process.env.KEEP_SOAK === undefined) await rm(folder, { recursive: true, force: true });
    else onProgress(`kept ${folder}`);
  }
}
