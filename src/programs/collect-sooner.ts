import { setFlagsFromString } from "node:v8";

/** How much larger than what lives in it the heap may be before it is collected, in per cent. Left alone, V8 lets it be several times as large. */
const growth = 60;

/**
 * From now on collects garbage sooner: less memory, for more processor time. For a bot that has started: what is left to do is
 * small, or nobody waits for it. Every V8 since version 11 has the flag.
 */
export function collectSooner(): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
}
