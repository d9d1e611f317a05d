/** A mistake of the person who asked, in one sentence that they can act on; it is shown to them as it stands. */
export class UserError extends Error {
  override readonly name = "UserError";
}
