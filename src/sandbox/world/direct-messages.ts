import { ChannelType } from "discord-api-types/v10";
import type { Snowflakes } from "../snowflakes.js";
import type { WorldState } from "./create-world.js";
import type { Channel } from "./entities.js";

/** The direct messages between a person and the bot, created when first needed. */
export function openDirectMessages(world: WorldState, personId: string, ids: Snowflakes): Channel {
  const known = [...world.channels.values()].find((channel) => channel.recipientId === personId);
  if (known) return known;
  const channel: Channel = {
    id: ids.next(),
    type: ChannelType.DM,
    name: world.bot.name,
    topic: null,
    position: 0,
    overwrites: [],
    recipientId: personId,
  };
  world.channels.set(channel.id, channel);
  return channel;
}
