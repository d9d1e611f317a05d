import { randomBytes } from "node:crypto";
import { DiscordAPIError } from "discord.js";
import { RESTJSONErrorCodes } from "discord-api-types/v10";
import type { Logger } from "pino";
import { UserError } from "./user-error.js";
import { textView, type View } from "./view.js";

/** Handles errors at the edge: a sentence for the person, a log line for the operator, and the process goes on. */
export interface Failures {
  /** What to show to the person, or `null` where Discord accepts no answer any more. */
  readonly explain: (error: unknown, doing: string) => View | null;
  /** The result of `work`, or `fallback` and a log line where it throws. */
  readonly withFallback: <T>(fallback: T, doing: string, work: () => T) => T;
  /** Logs an error. @returns its id in the log. */
  readonly report: (error: unknown, doing: string) => string;
  /** Runs `work` and logs what it throws. */
  readonly run: (doing: string, work: () => Promise<void>) => Promise<void>;
}

/** Discord no longer waits for an answer (after 3 s), or has one already: ours is lost, and nothing else is wrong. */
const tooLate: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
]);

/**
 * @param known what to tell a person about an error that the operator has been told about already; null for any other
 */
export function createFailures(
  log: Pick<Logger, "warn" | "error">,
  known: (error: unknown) => string | null = () => null,
): Failures {
  function isTooLate(error: unknown, doing: string): boolean {
    if (!(error instanceof DiscordAPIError) || !tooLate.has(error.code)) return false;
    log.warn({ doing, code: error.code }, "an answer came too late");
    return true;
  }

  function report(error: unknown, doing: string): string {
    const id = randomBytes(4).toString("hex");
    log.error({ id, doing, err: error }, "something went wrong");
    return id;
  }

  return {
    report,
    explain(error, doing) {
      if (error instanceof UserError) return { ...textView(error.message), buttons: error.instead };
      if (isTooLate(error, doing)) return null;
      const sentence = known(error);
      if (sentence !== null) return textView(sentence);
      return textView(
        "Something went wrong on our side; it is not your fault.",
        `-# If it happens again, give the operator of this bot this number: \`${report(error, doing)}\``,
      );
    },
    withFallback(fallback, doing, work) {
      try {
        return work();
      } catch (error) {
        report(error, doing);
        return fallback;
      }
    },
    async run(doing, work) {
      try {
        await work();
      } catch (error) {
        if (known(error) === null && !isTooLate(error, doing)) report(error, doing);
      }
    },
  };
}
