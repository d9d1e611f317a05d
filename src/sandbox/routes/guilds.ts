import { refuse } from "../rest/refusal.js";
import { ok, type RestRequest, type Route } from "../rest/route.js";
import type { SandboxServices } from "../services.js";
import { toApiMember, toApiRole } from "../world/to-api-account.js";
import { guildChannels, threadsOf, toApiChannel } from "../world/to-api-channel.js";
import { toApiGuild } from "../world/to-api-guild.js";

export function guildRoutes(services: SandboxServices): Route[] {
  /** The bot's only guild. Others are unknown. */
  const worldOf = (request: RestRequest) => {
    const world = services.world();
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
    get("/guilds/:guild", toApiGuild),
    get("/guilds/:guild/channels", (world) =>
      guildChannels(world)
        .filter((channel) => !channel.thread)
        .map((channel) => toApiChannel(channel, world)),
    ),
    get("/guilds/:guild/roles", (world) => [...world.roles.values()].map(toApiRole)),
    get("/guilds/:guild/members/:user", (world, request) => {
      const id = request.param("user");
      const account = id === "@me" || id === world.bot.id ? world.bot : world.people.get(id);
      if (!account) throw refuse("unknownMember");
      return toApiMember(account);
    }),
    get("/guilds/:guild/threads/active", (world) => ({ threads: threadsOf(world), members: [] })),
  ];
}
