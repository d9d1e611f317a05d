/**
 * What became of an interaction: it was `answered`; `refused` with a sentence, as something was wrong with it; `failed`,
 * by a bug or the database; or too `late`, as Discord did not wait any more.
 */
export type HandledOutcome = "answered" | "refused" | "failed" | "late";

/** One interaction that was handled. */
export interface Handled {
  readonly kind: "command" | "suggestion" | "component";
  /** A command or a route that there is, or `unknown`: it comes from outside. */
  readonly name: string;
  readonly outcome: HandledOutcome;
  /** From its arrival to its first answer. */
  readonly milliseconds: number;
}
