import {
  type APIApplicationCommand,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits as P,
} from "discord-api-types/v10";
import type { SandboxServices } from "../services.js";
import { permissionsOf } from "../world/create-world.js";
import type { Account, Channel } from "../world/entities.js";

/** The commands that this person can run in a channel, in the order of the picker. */
export function usableCommands(
  services: SandboxServices,
  person: Account,
  channel: Channel,
): APIApplicationCommand[] {
  const world = services.world();
  const direct = channel.recipientId !== undefined;
  const context = direct ? InteractionContextType.BotDM : InteractionContextType.Guild;
  const everywhere = services.commands
    .list(null)
    .filter((command) => !command.contexts || command.contexts.includes(context));
  const here = direct || !world.botInGuild ? [] : services.commands.list(world.guild.id);
  // Without the bot, what the person has installed for themselves.
  const own = world.userInstalls.has(person.id)
    ? everywhere.filter((command) =>
        command.integration_types?.includes(ApplicationIntegrationType.UserInstall),
      )
    : [];
  const reachable = direct || world.botInGuild ? [...here, ...everywhere] : own;
  return reachable
    .filter((command) => direct || mayUse(command, permissionsOf(world, person, channel)))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** `"0"` allows administrators only, who may use every command. */
function mayUse({ default_member_permissions: needed }: APIApplicationCommand, permissions: bigint): boolean {
  if (permissions & P.Administrator) return true;
  if (!(permissions & P.UseApplicationCommands)) return false;
  if (needed === null || needed === undefined) return true;
  const bits = BigInt(needed);
  return bits !== 0n && (permissions & bits) === bits;
}
