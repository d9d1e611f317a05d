/** A person's action that Discord's client would not allow. The message is for that person. */
export class ActionError extends Error {
  override readonly name = "ActionError";
}
