/**
 * What 2,500 servers of 50 channels and 30 roles on one shard cost: Paperboy beside the least bot that discord.js makes,
 * with its default caches. From the start of the process to the first answer, its processor time, and memory at rest. Both in processes and
 * sandboxes of their own, taking turns. Reads /proc, so it runs on Linux.
 *
 *     npm run build && npm run bench -- guilds [--guilds 2500] [--starts 3]
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

/** How long a bot rests before its memory is read. Milliseconds. */
const rest = 5_000;

async function measure(): Promise<void> {
  const { values } = parseArgs({
    options: { guilds: { type: "string", default: "2500" }, starts: { type: "string", default: "3" } },
  });
  const starts = Number(values.starts);
  const sandbox = { otherGuilds: Number(values.guilds) };
  const folder = await mkdtemp(join(tmpdir(), "paperboy-guilds-"));
  const bots = {
    "a bot that says pong": await createMeasuredBot({ ...bareBot(fileURLToPath(import.meta.url)), sandbox }),
    Paperboy: await createMeasuredBot({ ...paperboy(folder, () => "ivit"), sandbox }),
  };
  const figures = Object.entries(bots).map(([name, bot]) => ({
    name,
    bot,
    ready: [] as number[],
    memory: [] as number[],
    processor: [] as number[],
  }));
  for (let turn = 0; turn < starts; turn++) {
    for (const { bot, ready, memory, processor } of figures) {
      ready.push(await bot.start());
      await sleep(rest);
      memory.push(await bot.memory());
      processor.push(await bot.processor());
      await bot.stop();
    }
  }
  await Promise.all(figures.map(({ bot }) => bot.close()));
  await rm(folder, { recursive: true, force: true });
  console.log(
    `${values.guilds} servers | to the first answer, ms | processor, ms | memory at rest, MB\n--- | --- | --- | ---`,
  );
  for (const { name, ready, processor, memory } of figures)
    console.log(`${name} | ${shown(ready)} | ${shown(processor)} | ${shown(memory)}`);
}

const shown = (numbers: readonly number[]) =>
  numbers
    .toSorted((a, b) => a - b)
    .map((one) => one.toFixed(0))
    .join(", ");

if (process.argv[2] === bareArgument) {
  const [, , , api = "", token = ""] = process.argv;
  await startBareBot({ rest: { api }, token });
  console.log("ready");
} else await measure();
