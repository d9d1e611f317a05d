import type { MessageBody } from "discord-api-spec/zod";
import type { APIMessage } from "discord-api-types/v10";
import type { ZodMiniType } from "zod/mini";
import { type Problem, Refusal, refuse, refuseBody } from "../rest/refusal.js";
import { checkMessage } from "./message-limits.js";
import { problemsOf } from "./spec-problems.js";

export interface MessageContext {
  /** Of an edit: the message as it was. */
  readonly before?: APIMessage;
  /** Files that came along. */
  readonly fileCount: number;
  /** Where the message stands in the body: `data` in the answer to an interaction. */
  readonly at?: readonly string[];
}

/**
 * Reads a message that is to be written or edited: by Discord's schema, then by the documented limits.
 *
 * @throws Refusal 50035 with every problem at its place, 50006 for an empty one, 500 where Discord answers so.
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
