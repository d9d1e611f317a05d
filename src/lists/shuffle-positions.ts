import { LRUCache } from "lru-cache";
import type { ShufflePosition } from "../catalogue/shuffle.js";
import { serialQueue } from "../reading/serial-queue.js";
import { deletePositionsBefore, loadPositions, savePosition } from "../store/positions.js";
import type { Db } from "../store/schema.js";

/** Positions kept in memory. */
const maxPositions = 10_000;
/** Expires after 90 unused days. Milliseconds. */
const maxAge = 90 * 86_400_000;

/** How far each person is in each shuffle, so that a new `/random` goes on where the last one ended. */
export interface ShufflePositions {
  readonly get: (personId: string, shuffle: string) => ShufflePosition | null;
  readonly set: (personId: string, shuffle: string, position: ShufflePosition) => void;
  /** Forgets a person's positions in memory, once what was to be written is written. */
  readonly forget: (personId: string) => Promise<void>;
}

/** In memory alone. */
export function createShufflePositions(): ShufflePositions {
  const positions = new LRUCache<string, ShufflePosition>({ max: maxPositions });
  return {
    get: (personId, shuffle) => positions.get(`${personId} ${shuffle}`) ?? null,
    set: (personId, shuffle, position) => void positions.set(`${personId} ${shuffle}`, position),
    async forget(personId) {
      for (const key of positions.keys()) if (key.startsWith(`${personId} `)) positions.delete(key);
    },
  };
}

/**
 * Positions that outlive a restart: read from memory, written to the store in the background. A failed write costs one
 * repeated suggestion.
 *
 * @param onError called with what a write throws.
 */
export async function loadShufflePositions(
  db: Db,
  onError: (error: unknown) => void,
): Promise<ShufflePositions> {
  await deletePositionsBefore(db, Date.now() - maxAge);
  const memory = createShufflePositions();
  const saved = await loadPositions(db, maxPositions);
  const inOrder = serialQueue();
  for (const { personId, shuffle, position } of saved.toReversed()) memory.set(personId, shuffle, position);
  return {
    get: memory.get,
    set(personId, shuffle, position) {
      memory.set(personId, shuffle, position);
      inOrder(() => savePosition(db, { personId, shuffle, position }, Date.now())).catch(onError);
    },
    async forget(personId) {
      await memory.forget(personId);
      await inOrder(async () => {});
    },
  };
}
