/** Thrown when a person asks for what Discord's client would not let them do; the message is for them to read. */
export class ActionError extends Error {
  override readonly name = "Cannot";
}
