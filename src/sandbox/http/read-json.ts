import type { Context } from "hono";
import { z } from "zod";
import { ActionError } from "../users/action-error.js";
import { readAtMost } from "./read-at-most.js";

/** Bytes of a request to the sandbox's own API: a form on the page may hold a whole list. */
const MAX_BODY = 2 * 1024 * 1024;

/** Reads a JSON body; anything else, which a foreign page could send as well, is refused. */
export async function readJson<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  if (!context.req.header("content-type")?.startsWith("application/json")) {
    throw new ActionError("The sandbox's own API takes JSON: send `content-type: application/json`.");
  }
  const bytes = await readAtMost(context.req.raw, MAX_BODY);
  if (!bytes) throw new ActionError(`The body is longer than ${MAX_BODY} bytes.`);
  return parse(schema, jsonOf(new TextDecoder().decode(bytes)));
}

/** A value of this shape, or a sentence on what is wrong with it. */
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
