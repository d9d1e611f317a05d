/** What one check of the bot's health found. */
export interface Finding {
  /** What was checked, in one or two words. */
  readonly name: string;
  /** `warning`: the bot works, but somebody should know. */
  readonly verdict: "good" | "warning" | "bad";
  /** What is so, in one sentence. */
  readonly text: string;
  /** What to do about it, in one sentence; null where nothing needs to be done. */
  readonly remedy: string | null;
}

export function good(name: string, text: string): Finding {
  return { name, verdict: "good", text, remedy: null };
}

export function warning(name: string, text: string, remedy: string): Finding {
  return { name, verdict: "warning", text, remedy };
}

export function bad(name: string, text: string, remedy: string): Finding {
  return { name, verdict: "bad", text, remedy };
}
