import type { Client } from "discord.js";
import type { Logger } from "pino";
import type { Config } from "../config/settings.js";
import { UsageError } from "../config/usage-error.js";
import type { Command } from "../interactions/command.js";
import { registerCommands } from "./register.js";

/**
 * Registers each command where it belongs: most of them everywhere, or in one server only; the operator's in theirs.
 *
 * @throws {UsageError} where the bot is not in a server that a setting names.
 */
export async function registerAll(
  client: Client<true>,
  commands: readonly Command<never>[],
  { config, log }: { readonly config: Config; readonly log: Logger },
): Promise<void> {
  const { DISCORD_GUILD_ID: guildId, OPERATOR_GUILD_ID: operatorGuildId } = config;
  const forOperators = commands.filter((command) => command.for === "operators");
  const others = commands.filter((command) => command.for !== "operators");
  const together = guildId !== null && guildId === operatorGuildId;
  await register("DISCORD_GUILD_ID", together ? commands : others);
  if (operatorGuildId !== null && !together) await register("OPERATOR_GUILD_ID", forOperators);

  async function register(
    setting: "DISCORD_GUILD_ID" | "OPERATOR_GUILD_ID",
    some: readonly Command<never>[],
  ): Promise<void> {
    const guildId = config[setting];
    const target = { rest: client.rest, applicationId: client.application.id, guildId };
    const registration = await registerCommands(some, target);
    if (registration.kind !== "no access")
      return log.info({ ...registration, guildId }, "commands registered");
    await client.destroy();
    throw new UsageError(
      `The bot is not in the server ${guildId}: add it there first, or leave ${setting} out.`,
    );
  }
}
