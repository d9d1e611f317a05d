import { ChannelType, PermissionFlagsBits as P } from "discord-api-types/v10";
import type { SandboxServices } from "../services.js";
import { permissionsOf } from "../world/create-world.js";
import { openDirectMessages } from "../world/direct-messages.js";
import type { Account, Channel } from "../world/entities.js";
import { ActionError } from "./action-error.js";

/** A person by id or name. */
export function findPerson(services: SandboxServices, idOrName: string): Account {
  const { people } = services.world();
  const named = [...people.values()].find((person) => person.name.toLowerCase() === idOrName.toLowerCase());
  const person = people.get(idOrName) ?? named;
  if (!person) throw new ActionError(`The sandbox has no person "${idOrName}".`);
  return person;
}

/** A channel that this person can view, by id or name. `dm` is the direct messages with the bot. @default the first text channel */
export function findChannel(services: SandboxServices, person: Account, idOrName?: string): Channel {
  const world = services.world();
  if (idOrName === "dm") return openDirectMessages(world, person.id, services.ids);
  const visible = [...world.channels.values()].filter((channel) => canView(services, person, channel));
  const name = idOrName?.replace(/^#/, "");
  const channel =
    name === undefined
      ? visible.find(({ type }) => type === ChannelType.GuildText)
      : (visible.find(({ id }) => id === name) ??
        visible.find((one) => !one.recipientId && one.name === name));
  if (!channel)
    throw new ActionError(
      `${person.name} cannot view ${idOrName === undefined ? "any text channel" : `a channel "${idOrName}"`}.`,
    );
  return channel;
}

export function canView(services: SandboxServices, person: Account, channel: Channel): boolean {
  if (channel.recipientId !== undefined) return channel.recipientId === person.id;
  const world = services.world();
  return world.available && Boolean(permissionsOf(world, person, channel) & P.ViewChannel);
}
