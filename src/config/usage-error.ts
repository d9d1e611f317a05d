/** A mistake in the command line, the settings or the configuration: its message is printed as it is, exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
