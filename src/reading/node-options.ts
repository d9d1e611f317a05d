/**
 * MB of new objects between two collections. Fewer pages are touched for the first time than by default, and that costs
 * more than the collections.
 */
const newMegabytes = 4;

/**
 * Compiles a pattern once, to machine code, instead of first for an interpreter: a list has each run again, and the hundreds
 * of patterns are a third of the cost of the first short one.
 */
const compilePatternsOnce = "--no-regexp-tier-up";

/** The options with which Node runs a process that reads. @param megabytes of its heap, at most */
export function nodeOptions(megabytes: number): readonly string[] {
  return [`--max-old-space-size=${megabytes}`, `--max-semi-space-size=${newMegabytes}`, compilePatternsOnce];
}
