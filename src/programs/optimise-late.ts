import { setFlagsFromString } from "node:v8";

/**
 * Optimises functions once they have run sixteen times as long as by default. A process that reads lives for seconds, and
 * optimising sooner takes a third of them; of the first thousands of answers it takes half. From version 12 on, V8 has a
 * compiler in between that costs little, and no such flag.
 */
export function optimiseLate(): void {
  const [major = 0] = process.versions.v8.split(".").map(Number);
  if (major < 12) setFlagsFromString("--interrupt-budget=1000000");
}
