import type { Button } from "./view.js";

/** A mistake of the person who asked, in one sentence that they can act on; it is shown to them as it stands. */
export class UserError extends Error {
  override readonly name = "UserError";

  /** What they can do instead, as buttons below the sentence. */
  readonly instead: readonly Button[];

  constructor(message: string, instead: readonly Button[] = []) {
    super(message);
    this.instead = instead;
  }
}
