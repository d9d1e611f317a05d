import type { StoreTrouble, StoreTroubleKind } from "./open-trouble.js";

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
