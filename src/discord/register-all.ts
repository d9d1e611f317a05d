import type { Client } from "discord.js";
import type { Logger } from "pino";
import { commands } from "../../commands/index.js";
import type { Config } from "../config/settings.js";
import { UsageError } from "../config/usage-error.js";
import { registerCommands } from "./register.js";

/**
 * Tells Discord of the commands: of most of them everywhere, or in one server only; of the operator's in theirs.
 *
 * @throws {UsageError} where the bot is not in a server that a setting names.
 */
export async function registerAll(client: Client<true>, config: Config, log: Logger): Promise<void> {
  const { DISCORD_GUILD_ID: guildId, OPERATOR_GUILD_ID: operatorGuildId } = config;
  const forOperators = commands.filter((command) => command.for === "operators");
  const others = commands.filter((command) => command.for !== "operators");
  const together = guildId !== null && guildId === operatorGuildId;
  await register("DISCORD_GUILD_ID", guildId, together ? commands : others);
  if (operatorGuildId !== null && !together)
    await register("OPERATOR_GUILD_ID", operatorGuildId, forOperators);

  async function register(setting: string, guildId: string | null, some: typeof commands): Promise<void> {
    const target = { rest: client.rest, applicationId: client.application.id, guildId };
    const outcome = await registerCommands(some, target);
    if (outcome.kind !== "no access") return log.info({ ...outcome, guildId }, "commands registered");
    await client.destroy();
    throw new UsageError(
      `The bot is not in the server ${guildId}: add it there first, or leave ${setting} out.`,
    );
  }
}
