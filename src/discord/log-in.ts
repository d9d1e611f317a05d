import { setTimeout as sleep } from "node:timers/promises";
import { type Client, DiscordjsError, DiscordjsErrorCodes, Events } from "discord.js";
import type { Logger } from "pino";

/** Back-off in milliseconds; the last value repeats. */
const waits = [2_000, 5_000, 15_000, 60_000];

export type LogIn =
  | { readonly kind: "ready"; readonly client: Client<true> }
  | { readonly kind: "wrong token" };

/**
 * Logs the client in and waits until it is ready. Retries while Discord cannot be reached, but not when it rejects the
 * token.
 */
export async function logIn(client: Client, token: string, log: Pick<Logger, "warn">): Promise<LogIn> {
  const ready = new Promise<LogIn>((resolve) =>
    client.once(Events.ClientReady, (client) => resolve({ kind: "ready", client })),
  );
  for (let tries = 0; ; tries++) {
    try {
      await client.login(token);
      return await ready;
    } catch (error) {
      if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) {
        return { kind: "wrong token" };
      }
      const wait = waits[Math.min(tries, waits.length - 1)] ?? 60_000;
      log.warn({ err: error, wait }, "Discord cannot be reached; retrying");
      await sleep(wait);
    }
  }
}
