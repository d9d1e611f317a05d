import type { ShufflePosition } from "../catalogue/shuffle.js";
import type { Positions } from "../views/context.js";

/** Positions kept in this process: as many as a large server needs, the least recently used forgotten first. */
export function createPositions(most = 10_000): Positions {
  const kept = new Map<string, ShufflePosition>();
  return {
    get: (personId, deck) => kept.get(`${personId} ${deck}`) ?? null,
    set(personId, deck, position) {
      const key = `${personId} ${deck}`;
      kept.delete(key);
      kept.set(key, position);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
  };
}
