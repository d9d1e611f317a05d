import { type Client, Events } from "discord.js";
import type { GuildMembership } from "../announce/guild-membership.js";
import type { Subscriptions } from "../announce/subscriptions.js";
import type { Failures } from "../interactions/failures.js";

/**
 * Forwards changes of servers to announcements. discord.js distinguishes an outage (`GuildUnavailable`) from a removal
 * (`GuildDelete`); only a removal suspends a server's subscriptions. A change that may have restored a permission is a
 * reason to retry blocked channels.
 */
export async function followGuilds(
  client: Client<true>,
  guildMembership: GuildMembership,
  subscriptions: Subscriptions,
  failures: Failures,
): Promise<void> {
  const recheck = (guildId: string) =>
    failures.run("a server's change", () => subscriptions.recheck(guildId));
  client.on(Events.GuildCreate, ({ id }) =>
    failures.run("joining a server", async () => {
      await guildMembership.joined(id);
      await subscriptions.recheck(id);
    }),
  );
  client.on(Events.GuildAvailable, ({ id }) =>
    failures.run("the end of an outage", () => guildMembership.joined(id)),
  );
  client.on(Events.GuildDelete, ({ id }) =>
    failures.run("leaving a server", () => guildMembership.left(id, { unavailable: false })),
  );
  client.on(Events.ChannelCreate, ({ guildId }) => recheck(guildId));
  client.on(Events.ChannelUpdate, (_, channel) =>
    channel.isDMBased() ? undefined : recheck(channel.guildId),
  );
  client.on(Events.GuildRoleDelete, ({ guild }) => recheck(guild.id));
  client.on(Events.GuildRoleUpdate, (_, { guild }) => recheck(guild.id));
  client.on(Events.GuildMemberUpdate, (_, { guild }) => recheck(guild.id));
  await guildMembership.sync([...client.guilds.cache.keys()]);
}
