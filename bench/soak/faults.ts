import { fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { PermissionFlagsBits } from "discord-api-types/v10";
import { createOperator } from "../../src/sandbox/create-operator.js";
import type { Sandbox } from "../../src/sandbox/create-sandbox.js";
import type { Fault } from "../../src/sandbox/protocol.js";
import { createRandom } from "../search/random.js";
import type { Bot } from "./bot.js";
import type { Interruptions } from "./interruptions.js";

export interface FaultOptions {
  readonly program: string;
  readonly sandbox: Sandbox;
  readonly bot: Bot;
  readonly databaseFile: string;
  readonly interruptions: Interruptions;
  readonly seed: number;
  /** Ids of channels with subscriptions. */
  readonly channels: readonly string[];
  /** Milliseconds. */
  readonly duration: number;
}

const posting = ["POST /channels/:id/messages", "POST /channels/:id/threads"] as const;
const announcing = [
  ...posting,
  "POST /channels/:id/messages/:message/threads",
  "POST /channels/:id/messages/:message/crosspost",
  "GET /channels/:id/messages",
] as const;
const callback = "POST /interactions/:id/:token/callback";
/** Codes after which discord.js resumes or identifies again. */
const closeCodes = [4000, 4001, 4002, 4005, 4007, 4008, 4009] as const;
const badPackets = [
  "{",
  "null",
  '{"op":0,"t":"INTERACTION_CREATE","s":null,"d":{"type":2}}',
  '{"op":0,"t":"CHANNEL_UPDATE","s":null,"d":null}',
  '{"op":0,"t":"GUILD_UPDATE","s":null,"d":{"id":5}}',
  '{"op":0,"t":"MESSAGE_CREATE","s":null,"d":[]}',
] as const;
/** Milliseconds between two small faults, on average. */
const gap = 3_000;
/** Longer than the lease of a message. Milliseconds. */
const longStop = 125_000;
/** The share of the run after which the process is left alive: its memory is measured from then on. */
const lastKill = 0.45;

/** Does to the bot what can happen, at random, for a time. @returns how often each happened */
export async function doHarm(options: FaultOptions): Promise<ReadonlyMap<string, number>> {
  const { sandbox, bot, interruptions, duration } = options;
  const random = createRandom(options.seed);
  const operator = createOperator(sandbox.url);
  const counts = new Map<string, number>();
  const until = performance.now() + duration;
  const isOver = () => performance.now() >= until;
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);

  const add = (fault: Fault) => {
    count(fault.kind);
    sandbox.faults.add(fault);
  };
  const some = (most: number) => 1 + random.below(most);
  /** A fault that lasts a time: the others of its kind are lifted with it. */
  const addFor = async (fault: Fault, milliseconds: number) => {
    add(fault);
    await sleep(milliseconds);
    const others = sandbox.faults.list().filter(({ kind }) => kind !== fault.kind);
    sandbox.faults.clear();
    for (const other of others) sandbox.faults.add(other);
  };
  /** A fault of the answers to commands themselves, which then say nothing about the bot. */
  const addToAnswers = async (fault: Fault) => {
    const end = interruptions.open("a fault hit the answer itself");
    await addFor(fault, 1_000);
    await sleep(3_000);
    end();
  };
  const cut = (fault: Fault) => {
    bot.disconnected();
    add(fault);
  };

  const harms: readonly (() => unknown)[] = [
    () => add({ kind: "latency", route: random.pick(announcing), ms: some(3_000), times: some(5) }),
    () =>
      add({
        kind: "error",
        route: random.pick(announcing),
        status: random.pick([500, 502, 503]),
        times: some(3),
      }),
    () =>
      add({
        kind: "error",
        route: random.pick(announcing),
        status: random.pick([400, 401, 403, 404, 429, 502, 520]),
        body: random.pick(["html", "none", "broken"]),
        times: some(2),
      }),
    () => add({ kind: "drop", route: random.pick(announcing), reset: random.next() < 0.5, times: some(2) }),
    () => add({ kind: "lose-reply", route: random.pick(announcing), reset: random.next() < 0.5, times: 1 }),
    () =>
      add({ kind: "lose-reply", route: random.pick(posting), reset: random.next() < 0.5, times: some(2) }),
    () =>
      add({
        kind: "rate-limit",
        route: random.pick(announcing),
        retryAfter: random.next() * 3,
        scope: random.pick(["user", "global", "shared"]),
        times: some(3),
      }),
    () => cut({ kind: "gateway-reconnect" }),
    () => cut({ kind: "invalid-session", resumable: random.next() < 0.5 }),
    () => cut({ kind: "gateway-cut", code: random.pick(closeCodes) }),
    () => cut({ kind: "gateway-cut" }),
    () => add({ kind: "gateway-packet", text: random.pick(badPackets) }),
    () => addFor({ kind: "shuffle-pages" }, 20_000),
    () => addFor({ kind: "skewed-date", ms: random.pick([null, -120_000, -5_000, 5_000, 120_000]) }, 20_000),
    () => addFor({ kind: "missing-permission", channelId: random.pick(options.channels) }, 15_000),
    () => denyFor(random.pick(options.channels), 20_000),
    () => addToAnswers({ kind: "latency", route: callback, ms: some(1_000), times: some(5) }),
    () => addToAnswers({ kind: "error", route: callback, status: 503, times: some(3) }),
    () => addToAnswers({ kind: "lose-reply", route: callback, reset: true, times: some(3) }),
    () => addToAnswers({ kind: "drop", times: some(3), reset: true }),
  ];

  /** The owner of the server takes a permission from the bot for a time. */
  async function denyFor(channelId: string, milliseconds: number): Promise<void> {
    count("a permission taken away");
    const target = { kind: "overwrite", channelId, targetId: sandbox.botId, targetType: "member" } as const;
    await operator.change({ ...target, allow: "0", deny: String(PermissionFlagsBits.SendMessages) });
    await sleep(milliseconds);
    await operator.change({ ...target, allow: "0", deny: "0" });
  }

  async function small(): Promise<void> {
    const running: Promise<unknown>[] = [];
    while (!isOver()) {
      await sleep(gap * (0.5 + random.next()));
      running.push(Promise.resolve(random.pick(harms)()));
    }
    await Promise.all(running);
  }

  async function locks(): Promise<void> {
    while (!isOver()) {
      await sleep(10_000 + random.below(15_000));
      count("the database locked, 1 to 10 s");
      const child = fork(options.program, [
        "lock",
        options.databaseFile,
        String(1_000 + random.below(9_000)),
      ]);
      await new Promise((resolve) => child.once("exit", resolve));
    }
  }

  async function kills(): Promise<void> {
    const last = performance.now() + duration * lastKill;
    if (duration >= 4 * longStop) {
      await sleep(random.below(20_000));
      count("stopped for longer than a lease");
      await bot.suspend(longStop);
    }
    for (;;) {
      await sleep(8_000 + random.below(12_000));
      if (performance.now() >= last) return;
      if (random.next() < 0.75) {
        count("killed");
        await bot.kill();
      } else {
        count("stopped, 2 to 6 s");
        await bot.suspend(2_000 + random.below(4_000));
      }
    }
  }

  await Promise.all([small(), locks(), kills()]);
  return counts;
}
