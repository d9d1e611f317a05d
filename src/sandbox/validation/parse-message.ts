import type { MessageBody } from "discord-api-spec/zod";
import type { APIMessage } from "discord-api-types/v10";
import type { ZodMiniType } from "zod/mini";
import { type Problem, Refusal, refuse, refuseBody } from "../rest/refusal.js";
import { checkMessage } from "./message-limits.js";
import { problemsOf } from "./spec-problems.js";

export interface MessageContext {
  /** The message before an edit. */
  readonly before?: APIMessage;
  /** The number of uploaded files. */
  readonly fileCount: number;
  /** The message's path in the body: `data` in the response to an interaction. */
  readonly at?: readonly string[];
}

/**
 * Parses a message to write or an edit: by Discord's schema, then by the documented limits.
 *
 * @throws Refusal 50035 with all problems, 50006 if it is empty, 500 if Discord answers so.
 */
export function parseMessage(
  schema: ZodMiniType<MessageBody>,
  body: unknown,
  { before, fileCount, at = [] }: MessageContext,
): MessageBody {
  const refuseAt = (problems: readonly Problem[]) =>
    refuseBody(problems.map((problem) => ({ ...problem, path: [...at, ...problem.path] })));

  const result = schema.safeParse(body ?? {});
  if (!result.success) throw refuseAt(problemsOf(result.error.issues, body));
  const verdict = checkMessage(result.data, before, fileCount);
  switch (verdict.kind) {
    case "fine":
      return result.data;
    case "empty":
      throw refuse("emptyMessage");
    case "crash":
      throw new Refusal(500, 0, "500: Internal Server Error");
    case "wrong":
      throw refuseAt(verdict.problems);
  }
}
