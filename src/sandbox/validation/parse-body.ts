import type { ZodMiniType } from "zod/mini";
import { type Problem, refuseBody } from "../rest/refusal.js";
import { problemsOf } from "./spec-problems.js";

/**
 * Parses a request's body by Discord's schema.
 *
 * @param limits Checks documented limits that the schema does not check.
 * @throws Refusal 50035 with all problems.
 */
export function parseBody<T>(schema: ZodMiniType<T>, body: unknown, limits?: (body: T) => Problem[]): T {
  const result = schema.safeParse(body ?? {});
  if (!result.success) throw refuseBody(problemsOf(result.error.issues, body));
  const problems = limits?.(result.data) ?? [];
  if (problems.length > 0) throw refuseBody(problems);
  return result.data;
}
