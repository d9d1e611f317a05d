import { setTimeout as sleep } from "node:timers/promises";
import { type Client, Events, Routes } from "discord.js";
import type { Logger } from "pino";
import { z } from "zod";
import { failureOf } from "../announce/failure-of.js";
import { UsageError } from "../config/usage-error.js";
import { StoppedError } from "./stopped-error.js";
import { troubleOf } from "./trouble-of.js";

/** Back-off in milliseconds; the last value repeats. */
const waits = [2_000, 5_000, 15_000, 60_000];
/** Discord may raise the limit, or its clock may differ: ask again at least this often. Milliseconds. */
const maxLimitWait = 600_000;

const gateway = z.object({
  shards: z.number(),
  session_start_limit: z.object({ total: z.number(), remaining: z.number(), reset_after: z.number() }),
});

/**
 * Logs the client in and waits until it is ready. Retries while Discord cannot be reached, and waits while the limit of
 * logins is used up: Discord resets the token of a bot that goes on.
 *
 * @param ended the sentence with which Discord ends the connection for good, or with which the login is given up
 * @throws {UsageError} where Discord rejects the token.
 * @throws {StoppedError} with that sentence.
 */
export async function logIn(
  client: Client,
  token: string,
  { log, ended }: { readonly log: Logger; readonly ended: Promise<string> },
): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const stop = ended.then((sentence) => {
    throw new StoppedError(sentence);
  });
  const unlessEnded = <Result>(work: Promise<Result>) => Promise.race([work, stop]);
  for (let tries = 0; ; tries++) {
    try {
      const limit = await unlessEnded(readLimit(client, token));
      if (limit > 0) {
        const until = new Date(Date.now() + limit).toISOString();
        log.error({ until }, "Discord's limit of logins a day is used up; waiting until it is reset");
        await unlessEnded(sleep(Math.min(limit, maxLimitWait)));
        continue;
      }
      await unlessEnded(client.login(token));
      return await unlessEnded(ready);
    } catch (error) {
      if (error instanceof StoppedError) throw error;
      const failure = failureOf(error);
      // discord.js' own word, or Discord's: a 401 without a code is a proxy's.
      if (failure.code === "TokenInvalid" || (failure.status === 401 && typeof failure.code === "number")) {
        throw new UsageError(
          "Discord does not accept DISCORD_TOKEN: copy the bot's token again from the developer portal.",
        );
      }
      const wait = waits[Math.min(tries, waits.length - 1)] ?? 60_000;
      log.warn({ reason: troubleOf(failure), wait }, "logging in to Discord failed; retrying");
      // A failed login leaves the client destroyed, and `isReady` false after a later one that succeeds.
      client.ws["destroyed"] = false;
      await unlessEnded(sleep(wait));
    }
  }
}

/**
 * Milliseconds until Discord allows as many logins as this client has shards; 0 if it does now. Asked before discord.js
 * does, which gives up.
 */
async function readLimit({ rest, options }: Client, token: string): Promise<number> {
  rest.setToken(token);
  const { shards, session_start_limit: limit } = gateway.parse(await rest.get(Routes.gatewayBot()));
  const needed = Array.isArray(options.shards) ? options.shards.length : shards;
  return limit.remaining >= needed ? 0 : Math.max(limit.reset_after, 1_000);
}
