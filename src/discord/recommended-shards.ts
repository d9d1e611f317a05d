import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { UsageError } from "../config/usage-error.js";

/** Back-off in milliseconds; the last value repeats. */
const waits = [2_000, 5_000, 15_000, 60_000];
const maxAnswerTime = 15_000;
/** Discord allows one login in five seconds for each that it lets log in at a time. Milliseconds. */
const loginGap = 5_500;

const gateway = z.object({
  shards: z.int().min(1),
  session_start_limit: z.object({ max_concurrency: z.int().min(1).default(1) }),
});

interface Recommended {
  readonly count: number;
  /** Between the logins of two shards. Milliseconds. */
  readonly gap: number;
}

/**
 * How many shards Discord recommends. Without discord.js, which the process that supervises them does not need. Asks
 * again until there is an answer.
 *
 * @param onProblem one sentence
 * @throws {UsageError} where Discord rejects the token.
 */
export async function recommendedShards(
  { token, api }: { readonly token: string; readonly api: string },
  onProblem: (sentence: string) => void,
): Promise<Recommended> {
  for (let tries = 0; ; tries++) {
    const problem = await ask(token, api).catch((error: unknown) => {
      if (error instanceof UsageError) throw error;
      return String(error);
    });
    if (typeof problem !== "string") return problem;
    onProblem(`Discord could not be asked for the number of shards; retrying: ${problem}`);
    await sleep(waits[Math.min(tries, waits.length - 1)]);
  }
}

/** @returns what is wrong, for the log, where there is no answer */
async function ask(token: string, api: string): Promise<Recommended | string> {
  const response = await fetch(`${api}/v10/gateway/bot`, {
    headers: { authorization: `Bot ${token}` },
    signal: AbortSignal.timeout(maxAnswerTime),
  });
  if (response.status === 401)
    throw new UsageError(
      "Discord does not accept DISCORD_TOKEN: copy the bot's token again from the developer portal.",
    );
  if (!response.ok) return `it answers ${response.status}`;
  const { shards, session_start_limit: limit } = gateway.parse(await response.json());
  return { count: shards, gap: loginGap / limit.max_concurrency };
}
