import type { Config } from "./settings.js";
import { UsageError } from "./usage-error.js";

/** The connections to Discord's gateway that a process has, of all that the bot has. */
export interface Shards {
  readonly ids: readonly number[];
  readonly count: number;
}

/** @returns null where this process opens as many as Discord recommends, or starts others that do. @throws {UsageError} */
export function readShards({
  SHARDS: ids,
  SHARD_COUNT: count,
}: Pick<Config, "SHARDS" | "SHARD_COUNT">): Shards | null {
  if (ids === "auto") return null;
  if (ids === null && count === null) return null;
  if (count === null)
    throw new UsageError("SHARDS needs SHARD_COUNT, the number of shards of all processes together.");
  const all = Array.from({ length: count }, (_, id) => id);
  const tooHigh = ids?.find((id) => id >= count);
  if (tooHigh !== undefined)
    throw new UsageError(
      `SHARDS names shard ${tooHigh}, but with SHARD_COUNT=${count} the last one is ${count - 1}.`,
    );
  return { ids: ids ?? all, count };
}

/** `0/2`: each shard with the number of all. */
export function namesOf(shards: Shards | null): string[] {
  return shards === null ? ["0/1"] : shards.ids.map((id) => `${id}/${shards.count}`);
}

/** Whether what happens in a server reaches these shards. @see https://docs.discord.com/developers/events/gateway#sharding */
export function hasGuild(shards: Shards | null, guildId: string): boolean {
  return shards === null || shards.ids.includes(Number((BigInt(guildId) >> 22n) % BigInt(shards.count)));
}
