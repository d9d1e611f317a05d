import { type Client, Events } from "discord.js";
import type { Logger } from "pino";
import { fatalSentence } from "./close-codes.js";

/**
 * Logs what becomes of the connection to Discord.
 *
 * @param stopping aborted when the bot stops: discord.js says that it reconnects when it closes, too
 * @returns a promise of the sentence with which the bot has to end, because only a person can help
 */
export function watchConnection(client: Client, log: Logger, stopping: AbortSignal): Promise<string> {
  let wasReady = false;
  client.on(Events.Error, (error) => log.error({ err: error }, "the connection to Discord failed"));
  client.on(Events.ShardError, ({ message }) =>
    log.warn({ reason: message }, "an error of the connection to Discord"),
  );
  client.on(Events.ShardReconnecting, () => {
    if (!stopping.aborted) log.info({}, "reconnecting to Discord");
  });
  client.on(Events.ShardResume, () => log.info({ session: "resumed" }, "connected to Discord again"));
  client.on(Events.ShardReady, () => {
    if (wasReady) log.info({ session: "new" }, "connected to Discord again");
    wasReady = true;
  });
  return new Promise((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }) => {
      const sentence =
        fatalSentence(code) ?? `Discord has closed the connection for good (close code ${code}).`;
      log.error({ code, reason: sentence }, "disconnected from Discord for good");
      resolve(sentence);
    });
  });
}
