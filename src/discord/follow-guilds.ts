import { type Client, Events } from "discord.js";
import type { createGuildMembership } from "../announce/guild-membership.js";
import type { Subscriptions } from "../announce/subscriptions.js";
import type { Failures } from "../interactions/failures.js";

/**
 * Tells announcements of what happens to servers. discord.js tells an outage (`GuildUnavailable`) from a removal
 * (`GuildDelete`); only a removal rests a server's subscriptions. Whatever may have given a permission back is a
 * reason to try refused channels again.
 */
export async function followGuilds(
  client: Client<true>,
  guildMembership: ReturnType<typeof createGuildMembership>,
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
  client.on(Events.GuildRoleUpdate, (_, { guild }) => recheck(guild.id));
  client.on(Events.GuildMemberUpdate, (_, { guild }) => recheck(guild.id));
  await guildMembership.sync([...client.guilds.cache.keys()]);
}
