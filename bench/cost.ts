/**
 * What Paperboy costs beside the least bot that discord.js makes, which says "pong": how long each takes from its start
 * to its first answer, how much memory it has, how fast it answers, one at a time and many at once. Both in processes and
 * sandboxes of their own, taking turns in one run: the ratios are what counts. Reads /proc, so it runs on Linux.
 *
 *     npm run build && npm run bench -- cost [--starts 7] [--answers 300]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startBareBot } from "./cost/bare-bot.js";
import { bareArgument, bareBot, paperboy } from "./cost/bot-kinds.js";
import { createMeasuredBot } from "./cost/measured-bot.js";

/** Answers at once, where throughput is measured. */
const atOnce = 10;
/** How long a bot rests before its memory is read. Milliseconds. */
const rest = 3000;

async function measure(): Promise<void> {
  const { values } = parseArgs({
    options: { starts: { type: "string", default: "7" }, answers: { type: "string", default: "300" } },
  });
  const [starts, answers] = [Number(values.starts), Number(values.answers)];
  const folder = await mkdtemp(join(tmpdir(), "paperboy-cost-"));
  const queries = ["ivit", "vision transformer", "4 bit", "quantisation", "detr cvpr 2023", "post training"];
  let asked = 0;
  // Never the same text twice: the latest answers are remembered.
  const queryOf = (round: number) => `${queries[round % queries.length]} -x${asked++}`;
  const bots = {
    bare: await createMeasuredBot(bareBot(fileURLToPath(import.meta.url))),
    paperboy: await createMeasuredBot(paperboy(folder, queryOf)),
  };
  const all = [bots.bare, bots.paperboy] as const;

  const ready: number[][] = [[], []];
  const memory: number[][] = [[], []];
  const processor: number[][] = [[], []];
  for (let turn = 0; turn <= starts; turn++) {
    for (const [index, bot] of all.entries()) {
      const took = await bot.start();
      await sleep(rest);
      // The first start writes the store and registers the commands.
      if (turn > 0) {
        ready[index]?.push(took);
        memory[index]?.push(await bot.memory());
        processor[index]?.push(await bot.processor());
      }
      if (turn < starts) await bot.stop();
    }
  }

  const single: number[][] = [[], []];
  for (let round = 0; round < answers + 30; round++) {
    for (const [index, bot] of all.entries()) {
      const took = await bot.ask(round);
      if (round >= 30) single[index]?.push(took);
    }
  }
  const perSecond: number[][] = [[], []];
  for (let turn = 0; turn < 5; turn++) {
    for (const [index, bot] of all.entries()) {
      const from = performance.now();
      let next = 0;
      const ask = async () => {
        while (next < answers) await bot.ask(next++);
      };
      await Promise.all(Array.from({ length: atOnce }, ask));
      perSecond[index]?.push(answers / ((performance.now() - from) / 1000));
    }
  }
  const busy = [await bots.bare.memory(), await bots.paperboy.memory()];
  await Promise.all(all.map((bot) => bot.close()));
  await rm(folder, { recursive: true, force: true });

  console.log("| | a bot that says pong | Paperboy | |\n| --- | --- | --- | --- |");
  row("from the start to the first answer, ms", ready);
  row("processor for the start and a rest, ms", processor);
  row("memory at rest, MB", memory);
  row(
    "memory after the answers, MB",
    busy.map((one) => [one]),
  );
  row("`/ping` and `/search`, ms", single);
  row(`answers a second, ${atOnce} at once`, perSecond);
}

/** Medians, and how many times as much Paperboy's is. */
function row(what: string, [bare = [], paperboy = []]: readonly (readonly number[])[]): void {
  const [less, more] = [median(bare), median(paperboy)];
  console.log(
    `| ${what} | ${less.toFixed(less < 20 ? 1 : 0)} | ${more.toFixed(more < 20 ? 1 : 0)} | ${(more / less).toFixed(2)} times |`,
  );
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

if (process.argv[2] === bareArgument) {
  const [, , , api = "", token = ""] = process.argv;
  await startBareBot({ rest: { api }, token });
  console.log("ready");
} else await measure();
