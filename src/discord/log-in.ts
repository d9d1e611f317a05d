import { setTimeout as sleep } from "node:timers/promises";
import { type Client, DiscordjsError, DiscordjsErrorCodes, Events } from "discord.js";
import type { Logger } from "pino";
import { UsageError } from "../config/usage-error.js";

/** Back-off in milliseconds; the last value repeats. */
const waits = [2_000, 5_000, 15_000, 60_000];

/**
 * Logs the client in and waits until it is ready. Retries while Discord cannot be reached.
 *
 * @throws {UsageError} where Discord rejects the token.
 */
export async function logIn(client: Client, token: string, log: Logger): Promise<Client<true>> {
  client.on(Events.Error, (error) => log.error({ err: error }, "the connection to Discord failed"));
  client.on(Events.ShardReconnecting, () => log.info({}, "reconnecting to Discord"));
  client.on(Events.ShardResume, () => log.info({}, "connected to Discord again"));
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  for (let tries = 0; ; tries++) {
    try {
      await client.login(token);
      return await ready;
    } catch (error) {
      if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) {
        throw new UsageError(
          "Discord does not accept DISCORD_TOKEN: copy the bot's token again from the developer portal.",
        );
      }
      const wait = waits[Math.min(tries, waits.length - 1)] ?? 60_000;
      log.warn({ err: error, wait }, "Discord cannot be reached; retrying");
      await sleep(wait);
    }
  }
}
