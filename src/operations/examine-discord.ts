import { REST, Routes } from "discord.js";
import { z } from "zod";
import { failureOf } from "../announce/failure-of.js";
import { watchResponses } from "../announce/watch-responses.js";
import type { Config } from "../config/settings.js";
import { troubleOf } from "../discord/trouble-of.js";
import { bad, type Finding, good, warning } from "./finding.js";

/** Milliseconds for each request. */
const timeout = 10_000;
/** A clock may be as many milliseconds off. */
const maxSkew = 5_000;
/** Fewer logins than this that are left today are a warning. */
const fewLogins = 50;

const user = z.object({ username: z.string() });
const gateway = z.object({
  session_start_limit: z.object({ remaining: z.number(), total: z.number(), reset_after: z.number() }),
});

/** Whether Discord accepts the token and another login, and whether this machine's clock agrees with Discord's. */
export async function examineDiscord({
  DISCORD_TOKEN: token,
  DISCORD_API_URL: api,
}: Pick<Config, "DISCORD_TOKEN" | "DISCORD_API_URL">): Promise<readonly Finding[]> {
  if (token === null) {
    const remedy = "Set DISCORD_TOKEN to the token from the developer portal to run it on Discord.";
    return [warning("token", "DISCORD_TOKEN is not set: Paperboy runs in its sandbox.", remedy)];
  }
  const rest = new REST({ retries: 0, timeout, ...(api !== null && { api }) }).setToken(token);
  const responses = watchResponses();
  responses.watch(rest);
  try {
    const { username } = user.parse(await rest.get(Routes.user()));
    const { session_start_limit: limit } = gateway.parse(await rest.get(Routes.gatewayBot()));
    return [
      good("token", `Discord knows this bot as ${username}.`),
      examineLogins(limit),
      examineClock(Date.now(), responses.time()),
    ];
  } catch (error) {
    const failure = failureOf(error);
    if (failure.status === 401 && typeof failure.code === "number") {
      const remedy = "Copy the bot's token again from the developer portal, page Bot.";
      return [
        bad("token", "Discord does not accept DISCORD_TOKEN.", remedy),
        examineClock(Date.now(), responses.time()),
      ];
    }
    const remedy = "Check the network, the proxy and DISCORD_API_URL, and discordstatus.com.";
    return [bad("Discord", `${troubleOf(failure)}.`, remedy)];
  }
}

function examineLogins({
  remaining,
  total,
  reset_after,
}: z.output<typeof gateway>["session_start_limit"]): Finding {
  const text = `${remaining} of ${total} logins are left until ${new Date(Date.now() + reset_after).toISOString()}.`;
  if (remaining >= fewLogins) return good("logins", text);
  const remedy =
    "Find out what restarts the bot again and again: Discord resets the token of one that goes on.";
  return (remaining === 0 ? bad : warning)("logins", text, remedy);
}

/** @param discord Discord's clock, exact to a second; null where it is not known */
function examineClock(here: number, discord: number | null): Finding {
  if (discord === null)
    return warning("clock", "Discord has sent no time.", "Check that no proxy removes the header Date.");
  const skew = here - discord;
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) <= maxSkew) return good("clock", "It agrees with Discord's within five seconds.");
  const text = `It is ${seconds} s ${skew > 0 ? "ahead of" : "behind"} Discord's.`;
  return warning("clock", text, "Turn on time synchronisation, such as with `timedatectl set-ntp true`.");
}
