import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "../../src/sandbox/person.js";

/** How long a person rests between two searches. Milliseconds. */
const rest = 100;

/** Lets a person search again and again, until they are asked how long the answers took. Milliseconds. */
export function timeSearches(person: Person, queryOf: (round: number) => string) {
  const taken: number[] = [];
  let isOver = false;
  const searching = (async () => {
    while (!isOver) {
      const from = performance.now();
      await person.run("search", { query: queryOf(taken.length) });
      taken.push(performance.now() - from);
      await sleep(rest);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await searching;
      const sorted = taken.toSorted((a, b) => a - b);
      const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
      return { searches: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
    },
  };
}
