import type { Panel, World } from "../protocol.js";
import type { SandboxServices } from "../services.js";
import { canView } from "../users/find.js";
import type { WorldState } from "./create-world.js";
import { openDirectMessages } from "./direct-messages.js";
import type { Account, Thread } from "./entities.js";

/** The world as a person sees it, with direct messages last; without a person, the whole server. */
export function describeWorld(services: SandboxServices, panels: readonly Panel[], person?: Account): World {
  const world = services.world();
  if (person) openDirectMessages(world, person.id, services.ids);
  const isAdmin = (account: Account) => account.roleIds.some((id) => world.roles.get(id)?.name === "Admins");
  return {
    server: { id: world.guild.id, name: world.guild.name },
    bot: { id: world.bot.id, name: world.bot.name, online: services.gateway.online() },
    channels: [...world.channels.values()]
      .filter((channel) => (person ? canView(services, person, channel) : channel.recipientId === undefined))
      .sort((a, b) => Number(Boolean(a.recipientId)) - Number(Boolean(b.recipientId)))
      .map(({ id, name, type, topic, thread }) => ({
        id,
        name,
        type,
        topic,
        parentId: thread?.parentId ?? null,
        ...(thread === undefined ? {} : { tags: tagNames(world, thread) }),
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

function tagNames(world: WorldState, thread: Thread): string[] {
  const tags = world.channels.get(thread.parentId)?.tags ?? [];
  return thread.appliedTags.flatMap((id) => tags.find((tag) => tag.id === id)?.name ?? []);
}
