import { setFlagsFromString } from "node:v8";

/**
 * Optimises functions once they have run sixteen times as long as by default. A process that reads lives for seconds, and
 * optimising sooner takes a third of them; of the first thousands of answers it takes half.
 */
export function optimiseLate(): void {
  setFlagsFromString("--interrupt-budget=1000000");
}
