/** Discord has ended the connection for good: its message is printed as it is, exit status 1. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}
