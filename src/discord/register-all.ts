import type { Client } from "discord.js";
import type { Command } from "../interactions/command.js";
import { type Registration, registerCommands } from "./register.js";

interface RegisterAllOptions {
  /** Registers in this server only; `null` for everywhere. */
  readonly guildId: string | null;
  /** Registers the operator's commands here; `null` for nowhere. */
  readonly operatorGuildId: string | null;
}

/** Registers each command where it belongs; one result a server, or `null` for everywhere. */
export async function registerAll(
  client: Client<true>,
  commands: readonly Command<never>[],
  { guildId, operatorGuildId }: RegisterAllOptions,
): Promise<{ readonly guildId: string | null; readonly registration: Registration }[]> {
  const forOperators = commands.filter((command) => command.for === "operators");
  const others = commands.filter((command) => command.for !== "operators");
  const register = async (guildId: string | null, some: readonly Command<never>[]) => ({
    guildId,
    registration: await registerCommands(some, {
      rest: client.rest,
      applicationId: client.application.id,
      guildId,
    }),
  });
  if (operatorGuildId === null) return [await register(guildId, others)];
  if (operatorGuildId === guildId) return [await register(guildId, commands)];
  return [await register(guildId, others), await register(operatorGuildId, forOperators)];
}
