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

/** What to tell a person whose command could not be carried out; null for any other error. */
export function explainStoreError(error: unknown): string | null {
  if (!(error instanceof StoreError)) return null;
  return error.kind === "locked"
    ? "Another program is using the database, so nothing was saved: try again in a minute."
    : "Nothing can be read from the database or saved in it at the moment: its operator has been told.";
}
