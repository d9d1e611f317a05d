import type { Button } from "./view.js";

/** A mistake of the person who asked, in one sentence that they can act on; shown to them as it is. */
export class UserError extends Error {
  override readonly name = "UserError";

  /** Alternatives, as buttons below the sentence. */
  readonly instead: readonly Button[];

  constructor(message: string, instead: readonly Button[] = []) {
    super(message);
    this.instead = instead;
  }
}
