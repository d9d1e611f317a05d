/**
 * The bot cannot run, though its settings may be right: Discord has ended the connection for good, or the database is away.
 * Its message is printed as it is, exit status 1.
 */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}
