import type { ZodMiniType } from "zod/mini";
import { type Problem, refuseBody } from "../rest/refusal.js";
import { problemsOf } from "./spec-problems.js";

/**
 * Reads a request's body by Discord's own schema, then by the limits which that schema leaves out.
 *
 * @param limits Finds what the documentation forbids and the schema lets through.
 * @throws Refusal 50035 with every problem at its place.
 */
export function parseBody<T>(schema: ZodMiniType<T>, body: unknown, limits?: (body: T) => Problem[]): T {
  const result = schema.safeParse(body ?? {});
  if (!result.success) throw refuseBody(problemsOf(result.error.issues, body));
  const problems = limits?.(result.data) ?? [];
  if (problems.length > 0) throw refuseBody(problems);
  return result.data;
}
