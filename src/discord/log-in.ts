import { setTimeout as sleep } from "node:timers/promises";
import { type Client, DiscordjsError, DiscordjsErrorCodes, Events } from "discord.js";
import type { Log } from "../interactions/failures.js";

/** Milliseconds to wait before each further try, the last one for ever after. */
const waits = [2_000, 5_000, 15_000, 60_000];

export type LogIn =
  | { readonly kind: "ready"; readonly client: Client<true> }
  | { readonly kind: "wrong token" };

/**
 * Logs the client in and waits until it is ready; tries again while Discord can not be reached, but not where it
 * refuses the token, which would change nothing.
 */
export async function logIn(client: Client, token: string, log: Log): Promise<LogIn> {
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
      log.warn({ err: error, wait }, "Discord can not be reached, trying again");
      await sleep(wait);
    }
  }
}
