import { PermissionFlagsBits } from "discord-api-types/v10";
import type { Faults } from "../rest/faults.js";
import { refuse } from "../rest/refusal.js";
import { permissionsOf, type WorldState } from "./create-world.js";
import type { Channel } from "./entities.js";
import { isPermissionName, type PermissionName, withoutIneffective } from "./permissions.js";

/** The bot's permissions in a channel, without those that faults remove. */
export function botPermissions(world: WorldState, faults: Faults, channel?: Channel): bigint {
  if (!world.botInGuild && channel?.recipientId === undefined) return 0n;
  const permissions = permissionsOf(world, world.bot, channel);
  const removed = channel ? faults.missingPermissions(channel.thread?.parentId ?? channel.id) : [];
  return removed.length === 0
    ? permissions
    : withoutIneffective(
        removed
          .filter(isPermissionName)
          .reduce((left, name) => left & ~PermissionFlagsBits[name], permissions),
      );
}

/** @throws Refusal if the bot cannot view the channel or lacks a permission in it. */
export function channelForBot(
  world: WorldState,
  faults: Faults,
  id: string,
  ...needed: readonly PermissionName[]
): Channel {
  const channel = world.channels.get(id);
  if (!channel || faults.isUnknownChannel(id)) throw refuse("unknownChannel");
  if (channel.recipientId === undefined) {
    if (!world.botInGuild) throw refuse("missingAccess");
    if (!world.available) throw refuse("unavailable");
  }
  const permissions = botPermissions(world, faults, channel);
  if (!(permissions & PermissionFlagsBits.ViewChannel)) throw refuse("missingAccess");
  if (needed.some((name) => !(permissions & PermissionFlagsBits[name]))) throw refuse("missingPermissions");
  return channel;
}
