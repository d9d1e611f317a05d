import { createWork, type Work } from "./work.js";

/**
 * The steps that one answer may take, however large the catalogue: several times what any honest query takes. They
 * are some milliseconds over ten thousand papers, and some more over a hundred thousand, which no cache holds. A
 * suggestion is made at every key and has less.
 */
const steps = { query: 200_000, suggestion: 80_000 } as const;

export function workFor(what: keyof typeof steps): Work {
  return createWork(steps[what]);
}
