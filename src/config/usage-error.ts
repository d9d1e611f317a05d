/** A mistake of whoever runs the command line: its message is printed as it stands, and the exit status is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
