import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "discord.js";
import type { Logger } from "pino";
import { failureOf } from "../announce/failure-of.js";
import type { Config } from "../config/settings.js";
import { type Registrable, registerCommands } from "./register.js";
import { troubleOf } from "./trouble-of.js";

/** Back-off in milliseconds; the last value repeats. */
const defaultWaits = [5_000, 30_000, 120_000, 600_000, 3_600_000];

interface Deps {
  readonly config: Pick<Config, "DISCORD_GUILD_ID" | "OPERATOR_GUILD_ID">;
  readonly log: Logger;
  /** Ends the attempts. */
  readonly signal: AbortSignal;
  readonly waits?: readonly number[];
}

/**
 * Registers each command where it belongs: most of them everywhere, or in one server only; the operator's in theirs.
 * Resolves after the first attempt, whatever became of it, and never throws: commands that are registered already work
 * meanwhile. Attempts go on in the background until one succeeds.
 */
export async function registerAll(
  client: Client<true>,
  commands: readonly Registrable[],
  deps: Deps,
): Promise<void> {
  const { DISCORD_GUILD_ID: guildId, OPERATOR_GUILD_ID: operatorGuildId } = deps.config;
  const forOperators = commands.filter((command) => command.for === "operators");
  const others = commands.filter((command) => command.for !== "operators");
  const together = guildId !== null && guildId === operatorGuildId;
  await startRegistering(client, together ? commands : others, "DISCORD_GUILD_ID", deps);
  if (operatorGuildId !== null && !together) {
    await startRegistering(client, forOperators, "OPERATOR_GUILD_ID", deps);
  }
}

async function startRegistering(
  client: Client<true>,
  commands: readonly Registrable[],
  setting: keyof Deps["config"],
  { config, log, signal, waits = defaultWaits }: Deps,
): Promise<void> {
  const guildId = config[setting];
  const first = await attempt();
  if (first !== null) void repeat(first);

  /** @returns what is the matter, null where nothing is. */
  async function attempt(): Promise<string | null> {
    try {
      // discord.js forgets the token after one answer of 401, be it a proxy's.
      client.rest.setToken(client.token ?? "");
      const target = { rest: client.rest, applicationId: client.application.id, guildId };
      const registration = await registerCommands(commands, target);
      if (registration.kind === "no access") {
        return `the bot is not in the server ${guildId}: add it there, or leave ${setting} out`;
      }
      log.info({ ...registration, guildId }, "commands registered");
      return null;
    } catch (error) {
      return troubleOf(failureOf(error));
    }
  }

  async function repeat(first: string): Promise<void> {
    let trouble: string | null = first;
    let said: string | null = null;
    for (let tries = 0; trouble !== null && !signal.aborted; tries++) {
      const wait = waits[Math.min(tries, waits.length - 1)] ?? 60_000;
      if (trouble !== said) log.warn({ guildId, wait, reason: trouble }, "commands are not registered");
      said = trouble;
      await sleep(wait, undefined, { signal, ref: false }).catch(() => {});
      if (!signal.aborted) trouble = await attempt();
    }
  }
}
