/** One run of a program, within limits. It can be sent to another process. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Its whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Its standard input. */
  readonly input: string;
  /** After this time it is killed, with the programs that it started. */
  readonly seconds: number;
  /** With more output than this it is killed. */
  readonly maxBytes: number;
  /** With a larger folder than this it is killed. */
  readonly folder: { readonly path: string; readonly maxBytes: number } | null;
}

/** Why a command was killed: a limit, or because its caller wanted no result any more. */
export type StopReason = "seconds" | "bytes" | "folder" | "aborted";

/** How a command ended. */
export type CommandEnd =
  /** `status` is null if a signal of somebody else killed it; `errors` is the beginning of its standard error. */
  | { readonly kind: "ended"; readonly status: number | null; readonly errors: string }
  | { readonly kind: "stopped"; readonly reason: StopReason }
  /** It could not be started, or nobody can say how it ended. `reason` has no full stop. */
  | { readonly kind: "failed"; readonly reason: string };

export interface CommandResult {
  readonly end: CommandEnd;
  readonly output: Buffer;
}
