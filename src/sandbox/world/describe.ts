import type { House } from "../house.js";
import { canSee } from "../people/find.js";
import type { Panel, World } from "../protocol.js";
import { openDirectMessages } from "./direct-messages.js";
import type { Account } from "./entities.js";

/** The world as a person sees it, their direct messages with the bot last; all of the server where nobody asks. */
export function describeWorld(house: House, panels: readonly Panel[], person?: Account): World {
  const world = house.world();
  if (person) openDirectMessages(world, person.id, house.ids);
  const isAdmin = (account: Account) => account.roleIds.some((id) => world.roles.get(id)?.name === "Admins");
  return {
    server: { id: world.guild.id, name: world.guild.name },
    bot: { id: world.bot.id, name: world.bot.name, online: house.gateway.online() },
    channels: [...world.channels.values()]
      .filter((channel) => (person ? canSee(house, person, channel) : channel.recipientId === undefined))
      .sort((a, b) => Number(Boolean(a.recipientId)) - Number(Boolean(b.recipientId)))
      .map(({ id, name, type, topic, thread }) => ({
        id,
        name,
        type,
        topic,
        parentId: thread?.parentId ?? null,
      })),
    people: [...world.people.values()].map((account) => ({
      id: account.id,
      name: account.name,
      admin: isAdmin(account),
      colour: account.colour,
    })),
    roles: [...world.roles.values()].map(({ id, name, colour }) => ({ id, name, colour })),
    panels,
  };
}
