import { Events } from "discord.js";
import type { Logger } from "pino";
import { commands } from "../commands/index.js";
import { parseList } from "./catalogue/parse-list.js";
import type { Data } from "./data.js";
import { createClient } from "./discord/client.js";
import type { Library } from "./discord/context.js";
import { createFailures } from "./discord/failures.js";
import { inviteUrl } from "./discord/invite-url.js";
import { logIn } from "./discord/log-in.js";
import { createPositions } from "./discord/positions.js";
import { registerCommands } from "./discord/register.js";
import { createRouter } from "./discord/router.js";
import { createLibrary } from "./library.js";
import { readList } from "./read-list.js";
import type { Config } from "./settings.js";
import { UsageError } from "./usage-error.js";

interface AppDeps {
  readonly config: Config;
  readonly data: Data;
  readonly log: Logger;
  /** Where Discord is: the real one, or the sandbox's REST address and token. */
  readonly discord: { readonly rest?: { readonly api: string }; readonly token: string };
}

/** The running bot. */
export interface App {
  readonly stop: () => Promise<void>;
}

/**
 * Wires the bot and starts it: the one place that sees every part, in the order in which they need each other.
 *
 * @throws {UsageError} where the list can not be read, or Discord refuses the token or the server.
 */
export async function startApp({ config, data, log, discord }: AppDeps): Promise<App> {
  const startedAt = Date.now();
  const library = await loadLibrary(config, data);
  log.info(
    { papers: library.catalogue.papers.length, problems: library.catalogue.problems.length },
    "list read",
  );

  const client = createClient(discord.rest);
  const failures = createFailures(log);
  const positions = createPositions();
  const handle = createRouter({
    commands,
    failures,
    surroundings: () => ({
      library,
      positions,
      facts: {
        version: data.version,
        servers: client.guilds.cache.size,
        latency: client.ws.ping < 0 ? null : client.ws.ping,
        startedAt,
        inviteUrl: inviteUrl(client.application?.id ?? ""),
        status: [],
      },
    }),
  });

  client.on(Events.InteractionCreate, handle);
  client.on(Events.Error, (error) => log.error({ err: error }, "the connection to Discord failed"));
  client.on(Events.ShardReconnecting, () => log.info({}, "reconnecting to Discord"));
  client.on(Events.ShardResume, () => log.info({}, "connected to Discord again"));

  const login = await logIn(client, discord.token, log);
  if (login.kind === "wrong token") {
    throw new UsageError(
      "Discord does not accept DISCORD_TOKEN: copy the bot's token again from the developer portal.",
    );
  }
  const guildId = config.DISCORD_GUILD_ID;
  const registration = await registerCommands(commands, {
    rest: client.rest,
    applicationId: login.applicationId,
    guildId,
  });
  if (registration.kind === "no access") {
    await client.destroy();
    throw new UsageError(
      `The bot is not in the server ${guildId}: add it there first, or leave DISCORD_GUILD_ID out.`,
    );
  }
  log.info(registration, "commands registered");

  return { stop: () => client.destroy() };
}

async function loadLibrary(config: Config, data: Data): Promise<Library> {
  const text = await readList(config.LIST_FILE ?? data.listFile);
  return createLibrary(
    {
      name: config.LIST_NAME ?? /^#\s+(.+)$/m.exec(text)?.[1] ?? "Papers",
      url: config.LIST_URL,
      revision: null,
      catalogue: parseList(text, data.venues),
    },
    data.vocabulary,
  );
}
