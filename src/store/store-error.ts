import { setTimeout as sleep } from "node:timers/promises";
import type { StoreTrouble, StoreTroubleKind } from "./store-trouble.js";

/**
 * The database could not be read or written. Nothing was written: a transaction is rolled back. The message is one
 * sentence for the operator, who is told once, by `onTrouble` of `openStore`: who catches this need not log it.
 */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly kind: StoreTroubleKind;
  constructor({ kind, message }: StoreTrouble, cause: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** How long an answer waits for what it is whole without. Milliseconds. */
const maxWait = 400;

/** What is asked of the store for an answer that is whole without it: this where the store cannot be read in time. */
export async function orIfAway<Value>(reading: Promise<Value>, fallback: Value): Promise<Value> {
  return await Promise.race([unlessAway(reading, fallback), sleep(maxWait, fallback, { ref: false })]);
}

/** What may fail with the store: this in its place where the store is away. */
export async function unlessAway<Value>(work: Promise<Value>, fallback: Value): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof StoreError) return fallback;
    throw error;
  }
}

/** What to tell a person whose command could not be carried out; null for any other error. */
export function explainStoreError(error: unknown): string | null {
  if (!(error instanceof StoreError)) return null;
  return error.kind === "locked"
    ? "Another program is using the database, so nothing was saved: try again in a minute."
    : "Nothing can be read from the database or saved in it at the moment: its operator has been told.";
}
