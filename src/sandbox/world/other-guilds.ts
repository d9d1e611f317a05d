import {
  ChannelType,
  type GatewayGuildCreateDispatchData,
  OverwriteType,
  PermissionFlagsBits as P,
} from "discord-api-types/v10";
import type { WorldState } from "./create-world.js";
import { toApiRole } from "./to-api-account.js";
import { toGuildCreate } from "./to-api-guild.js";

/** What each of the other servers has. */
const [channelCount, roleCount, shownRoles] = [50, 30, 2];
/** Larger than every id of the world, with room for what a server has. */
const [firstId, idsEach] = [2_000_000_000_000_000_000n, 1_000n];

/** The ids of the servers that the bot is in besides the world's. */
export function otherGuildIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(firstId + BigInt(index) * idsEach));
}

/** Such a server: 50 channels, of which each fifth is private, and 30 roles. Nothing happens in it. */
export function otherGuild(id: string, world: WorldState): GatewayGuildCreateDispatchData {
  const idOf = (offset: number) => String(BigInt(id) + BigInt(offset));
  const [everyone] = [...world.roles.values()].map(toApiRole);
  const roles = Array.from({ length: everyone === undefined ? 0 : roleCount }, (_, index) =>
    Object.assign({}, everyone, {
      id: idOf(index),
      name: index === 0 ? "@everyone" : `Role ${index}`,
      position: index,
    }),
  );
  const channels = Array.from({ length: channelCount }, (_, index) => ({
    id: idOf(100 + index),
    guild_id: id,
    type: ChannelType.GuildText as const,
    name: `channel-${index}`,
    topic: `What channel ${index} is about.`,
    position: index,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: null,
    parent_id: null,
    permission_overwrites:
      index % 5 > 0
        ? []
        : Array.from({ length: shownRoles }, (_, place) => ({
            id: idOf(place),
            type: OverwriteType.Role,
            allow: place === 0 ? "0" : String(P.ViewChannel),
            deny: place === 0 ? String(P.ViewChannel) : "0",
          })),
  }));
  return { ...toGuildCreate(world), id, name: `Server ${id}`, roles, channels, threads: [] };
}
