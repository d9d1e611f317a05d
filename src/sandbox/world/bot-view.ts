import { PermissionFlagsBits } from "discord-api-types/v10";
import type { Faults } from "../rest/faults.js";
import { refuse } from "../rest/refusal.js";
import { permissionsOf, type WorldState } from "./create-world.js";
import type { Channel } from "./entities.js";
import { isPermissionName, type PermissionName, withImplied } from "./permissions.js";

/** What the bot may do in a channel, with the faults that take something from it. */
export function botPermissions(world: WorldState, faults: Faults, channel?: Channel): bigint {
  if (!world.botInGuild && channel?.recipientId === undefined) return 0n;
  const permissions = permissionsOf(world, world.bot, channel);
  const taken = channel ? faults.missingPermissions(channel.thread?.parentId ?? channel.id) : [];
  return taken.length === 0
    ? permissions
    : withImplied(
        taken.filter(isPermissionName).reduce((left, name) => left & ~PermissionFlagsBits[name], permissions),
      );
}

/** The channel, where the bot may see it and has these permissions in it. Refuses as Discord does where not. */
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
