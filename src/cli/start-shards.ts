import { fork } from "node:child_process";
import { createLog } from "../config/create-log.js";
import { readEnvironment } from "../config/read-config.js";
import type { Config } from "../config/settings.js";
import { recommendedShards } from "../discord/recommended-shards.js";
import { supervise } from "../processes/supervise.js";
import { stopSignal } from "./stop-signal.js";

const discordApi = "https://discord.com/api";

/**
 * Runs one process for each shard until this one is asked to stop: as many as SHARD_COUNT says, or else as Discord
 * recommends.
 *
 * discord.js' ShardingManager starts a child that has ended again at once, does not wait for children to end, and is for
 * bots whose processes talk to each other: these share the database instead.
 *
 * @returns the exit status
 * @throws {UsageError} where Discord rejects the token.
 */
export async function startShards(config: Config, token: string): Promise<0 | 2> {
  const log = await createLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT });
  const stopped = stopSignal();
  const asked = recommendedShards({ token, api: config.DISCORD_API_URL ?? discordApi }, (sentence) =>
    log.warn(sentence),
  );
  const recommended = await Promise.race([asked, stopped]);
  // What asks Discord again and again would keep the process.
  if (recommended === null) process.exit(0);
  const { gap } = recommended;
  const count = config.SHARD_COUNT ?? recommended.count;
  const named = (index: number) => ({ shard: `${index}/${count}` });
  const program = process.argv[1] ?? "";
  const shards = supervise({
    count,
    gap,
    hopeless: 2,
    spawn: (index) =>
      fork(program, ["start"], {
        env: {
          ...readEnvironment(),
          SHARDS: String(index),
          SHARD_COUNT: String(count),
          // One port for each of them.
          ...(config.HTTP_PORT !== null && { HTTP_PORT: String(config.HTTP_PORT + index) }),
        },
      }),
    onStarted: (index, pid) => log.info({ ...named(index), pid }, "a shard is started"),
    onEnded: (index, how, pause) =>
      log.error({ ...named(index), seconds: pause / 1000 }, `a shard has ended ${how}; it is started again`),
  });
  void shards.ready.then(() =>
    console.log(`Paperboy is on Discord, with ${count} ${count === 1 ? "shard" : "shards"}.`),
  );
  const isStopped = await Promise.race([stopped.then(() => true), shards.failed.then(() => false)]);
  if (!isStopped) return 2;
  await shards.stop();
  return 0;
}
