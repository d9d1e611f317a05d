import type { House } from "../house.js";
import { refuse } from "../rest/refusal.js";
import { ok, type RestRequest, type Route } from "../rest/route.js";
import { asMember, asRole } from "../world/as-account.js";
import { asChannel, guildChannels, threadsOf } from "../world/as-channel.js";
import { asGuild } from "../world/as-guild.js";

export function guildRoutes(house: House): Route[] {
  /** The bot's only server; any other is not its own to see. */
  const worldOf = (request: RestRequest) => {
    const world = house.world();
    if (request.param("guild") !== world.guild.id) throw refuse("unknownGuild");
    if (!world.botInGuild) throw refuse("missingAccess");
    if (!world.available) throw refuse("unavailable");
    return world;
  };
  const get = (
    path: string,
    answer: (world: ReturnType<typeof worldOf>, request: RestRequest) => unknown,
  ): Route => ({
    method: "GET",
    path,
    access: "bot",
    handle: (request) => ok(answer(worldOf(request), request)),
  });

  return [
    get("/guilds/:guild", asGuild),
    get("/guilds/:guild/channels", (world) =>
      guildChannels(world)
        .filter((channel) => !channel.thread)
        .map((channel) => asChannel(channel, world)),
    ),
    get("/guilds/:guild/roles", (world) => [...world.roles.values()].map(asRole)),
    get("/guilds/:guild/members/:user", (world, request) => {
      const id = request.param("user");
      const account = id === "@me" || id === world.bot.id ? world.bot : world.people.get(id);
      if (!account) throw refuse("unknownMember");
      return asMember(account);
    }),
    get("/guilds/:guild/threads/active", (world) => ({ threads: threadsOf(world), members: [] })),
  ];
}
