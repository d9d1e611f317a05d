import type { Context } from "hono";
import { z } from "zod";
import { ActionError } from "../users/action-error.js";
import { readAtMost } from "./read-at-most.js";

/** Bytes of a request. A panel's field may hold a whole list. */
const maxBodySize = 2 * 1024 * 1024;

/** Reads a JSON body. Other content types are refused, because a page of another site could send them. */
export async function readJson<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  if (!context.req.header("content-type")?.startsWith("application/json")) {
    throw new ActionError("The sandbox's own API takes JSON: send `content-type: application/json`.");
  }
  const bytes = await readAtMost(context.req.raw, maxBodySize);
  if (!bytes) throw new ActionError(`The body is longer than ${maxBodySize} bytes.`);
  return parse(schema, jsonOf(new TextDecoder().decode(bytes)));
}

/** @throws ActionError that says what does not match the schema. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new ActionError(z.prettifyError(result.error));
  return result.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ActionError("The body is not JSON.");
  }
}
