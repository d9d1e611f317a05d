import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox } from "../../src/sandbox/create-sandbox.js";
import type { Message } from "../../src/sandbox/protocol.js";
import { ask, createPostgresDatabase, startPostgres } from "../../test/support/postgres.js";
import { createUpstream, list } from "../../test/upstream/fixture.js";
import { createRandom } from "../search/random.js";
import { countArrivals } from "./count-arrivals.js";
import { createBots } from "./create-bots.js";
import { createCuttableProxy } from "./cuttable-proxy.js";

export interface RoundsOptions {
  /** The program; it runs a bot if its arguments are `child JSON`. */
  readonly program: string;
  readonly rounds: number;
  readonly channels: number;
  readonly seed: number;
  readonly onProgress: (line: string) => void;
}

const processes = 3;
/** Longer than a message's lease in `child.ts`. Milliseconds. */
const longStop = 12_000;
/** How long everything may take to be announced after the last harm. Milliseconds. */
const maxDrain = 180_000;
const harms = ["kill", "stop", "cut off", "restart PostgreSQL", "kill all"] as const;

/** Titles without a common word, one a number. */
const titleOf = (index: number) => {
  const word = [...String(1000 + index)].map((digit) => "bcdfghklmn"[Number(digit)]).join("a");
  return `Z${word}: ${word}ix o${word} u${word}`;
};

/** Announces new papers in rounds, each with some harm to a bot or to the database, and counts what arrived. */
export async function runRounds({ program, rounds, channels, seed, onProgress }: RoundsOptions) {
  const random = createRandom(seed);
  const pick = <T>(among: readonly T[]): T | undefined => among[Math.floor(random.next() * among.length)];
  const folder = await mkdtemp(join(tmpdir(), "paperboy-rounds-"));
  const postgres = await startPostgres();
  const names = Array.from({ length: channels }, (_, index) => `papers-${index}`);
  const sandbox = await createSandbox({
    world: {
      server: "Rounds",
      bot: "Paperboy",
      channels: names.map((name) => ({ name })),
      people: [{ name: "Ada", admin: true }],
    },
  });
  const upstream = createUpstream();
  let papers = 1;
  const commit = () =>
    upstream.commit({ "README.md": list(...Array.from({ length: papers }, (_, index) => titleOf(index))) });
  commit();
  const url = new URL(await createPostgresDatabase(postgres.url));
  const proxies = await Promise.all(
    Array.from({ length: processes }, () => createCuttableProxy(Number(url.port))),
  );
  const bots = createBots({
    program,
    settings: proxies.map(({ port }) => ({
      DATABASE_URL: Object.assign(new URL(url), { port: String(port) }).href,
    })),
    sandbox,
    upstream: upstream.dir,
    folder,
    isQuick: true,
  });
  const counts = new Map<string, number>();
  try {
    onProgress("starting");
    await Promise.all(bots.map(({ start }) => start()));
    for (const channel of names) {
      const ada = createPerson({ url: sandbox.url, id: "Ada", channel });
      const preview = await ada.run("subscribe");
      if (preview.kind !== "message") throw new Error(JSON.stringify(preview));
      await ada.press(preview.message, "Save");
    }
    const ada = createPerson({ url: sandbox.url, id: "Ada", channel: names[0] ?? "" });

    const count = async () => {
      const channels = new Map<string, Message[]>();
      for (const channel of names)
        channels.set(
          channel,
          (await ada.read(channel)).filter(({ only_for }) => only_for === undefined),
        );
      const titles = Array.from({ length: papers - 1 }, (_, index) => titleOf(index + 1));
      return await countArrivals(url.href, channels, titles);
    };

    /** What there is about the papers that arrived more than once in a channel: the messages, and what the store has. */
    const explain = async (repeated: readonly string[]): Promise<void> => {
      for (const name of repeated) {
        const channel = names.find((one) => name.startsWith(`${one} `)) ?? "";
        const title = name.slice(channel.length + 1);
        const messages = (await ada.read(channel)).filter((message) =>
          JSON.stringify(message).includes(title),
        );
        onProgress(`repeated: ${name}`);
        for (const message of messages) onProgress(JSON.stringify(message));
        const rows = await ask(
          url.href,
          `select c.*, d.*, m.* from changes c left join deliveries d on d.change_id = c.id left join messages m on m.id = d.message_id where c.paper like '%${title}%'`,
        );
        for (const row of rows.rows) onProgress(JSON.stringify({ ...row, paper: undefined }));
      }
    };

    const harm = async (): Promise<string> => {
      const [what, bot, proxy] = [pick(harms), pick(bots), pick(proxies)];
      await sleep(random.next() * 3_000);
      if (what === "kill") await bot?.kill().then(bot.start);
      if (what === "kill all") {
        await Promise.all(bots.map(({ kill }) => kill()));
        await Promise.all(bots.map(({ start }) => start()));
      }
      if (what === "stop") await bot?.suspend(longStop);
      if (what === "cut off") {
        proxy?.cut();
        await sleep(2_000 + random.next() * 3_000);
        proxy?.mend();
      }
      if (what === "restart PostgreSQL") {
        await postgres.halt(pick(["immediate", "fast"] as const) ?? "fast");
        await sleep(random.next() * 1_000);
        await postgres.start();
      }
      return what ?? "";
    };

    for (let round = 0; round < rounds; round++) {
      papers += 1 + Math.floor(random.next() * 5);
      commit();
      const what = await harm();
      counts.set(what, (counts.get(what) ?? 0) + 1);
      onProgress(`${new Date().toISOString()} round ${round + 1}: ${what}, ${papers - 1} papers`);
    }
    const start = performance.now();
    for (;;) {
      const { missing } = await count();
      if (missing.length === 0 || performance.now() - start > maxDrain) break;
      onProgress(`${missing.length} announcements are missing still`);
      await sleep(2_000);
    }
    // What should not come has a moment to come after all.
    await sleep(longStop);
    const { missing, repeated } = await count();
    await explain(repeated);
    return {
      rounds,
      harms: Object.fromEntries(counts),
      announcements: names.length * (papers - 1),
      missing,
      repeated,
      deaths: bots.reduce((sum, { deaths }) => sum + deaths(), 0),
    };
  } finally {
    await Promise.all(bots.map(({ kill }) => kill()));
    await Promise.all(proxies.map(({ close }) => close()));
    await sandbox.close();
    await postgres.stop();
    upstream.remove();
    if (process.env.KEEP_ROUNDS === undefined) await rm(folder, { recursive: true, force: true });
    else onProgress(`kept ${folder}`);
  }
}
