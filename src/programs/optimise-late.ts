import { setFlagsFromString } from "node:v8";

/** What V8 11 has by default, and fifteen times as much. */
const usual = 67_584;
const late = 1_000_000;

/** Characters of a list that takes seconds to read. */
const longList = 1_000_000;

/**
 * Optimises functions once they have run fifteen times as long as by default. A process that reads lives for seconds, and
 * optimising sooner takes a third of them; of the first thousands of answers it takes half. From version 12 on, V8 has a
 * compiler in between that costs little, and no such flag.
 */
export function optimiseLate(): void {
  setBudget(late);
}

/** From a long list on, optimises as soon as by default: what runs for seconds then takes three quarters of the time. */
export function optimiseFor(characters: number): void {
  if (characters > longList) setBudget(usual);
}

function setBudget(budget: number): void {
  const [major = 0] = process.versions.v8.split(".").map(Number);
  if (major < 12) setFlagsFromString(`--interrupt-budget=${budget}`);
}
