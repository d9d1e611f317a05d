import { furthest, type ShufflePosition } from "../catalogue/shuffle.js";
import { findPosition, type StoredPosition, savePosition } from "../store/positions.js";
import type { Db } from "../store/schema.js";
import { orIfAway } from "../store/store-error.js";

/** Where a person was in a shuffle when it was read. */
export interface KeptPosition {
  /** Null: nowhere yet, or the store is away. */
  readonly position: ShufflePosition | null;
  /** Saves where the person is now, in the background; resolves when that is done or has failed. */
  readonly moveTo: (position: ShufflePosition) => Promise<void>;
}

/** How far each person is in each shuffle, so that a new `/random` goes on where the last one ended. */
export interface ShufflePositions {
  readonly find: (personId: string, shuffle: string) => Promise<KeptPosition>;
}

/**
 * Positions of the store, which any process may move on or delete: what a person deletes is not saved again by what was
 * read before. A failed write costs one repeated suggestion; what could not be read is not written either.
 *
 * @param onError called with what a write throws.
 */
export function createShufflePositions(db: Db, onError: (error: unknown) => void): ShufflePositions {
  /** What is being written. */
  const moving = new Map<string, StoredPosition>();

  async function read(personId: string, shuffle: string): Promise<StoredPosition | null> {
    const stored = await orIfAway(findPosition(db, { personId, shuffle }), null);
    const moved = moving.get(`${personId} ${shuffle}`);
    if (stored === null || moved === undefined) return stored ?? moved ?? null;
    return stored.erasures === moved.erasures
      ? { ...stored, position: furthest(stored.position, moved.position) }
      : stored;
  }

  return {
    async find(personId, shuffle) {
      const from = await read(personId, shuffle);
      return {
        position: from?.position ?? null,
        async moveTo(position) {
          if (from === null) return;
          const key = `${personId} ${shuffle}`;
          const moved = { position, erasures: from.erasures };
          moving.set(key, moved);
          await savePosition(db, { personId, shuffle }, position, {
            erasures: from.erasures,
            now: Date.now(),
          }).catch(onError);
          if (moving.get(key) === moved) moving.delete(key);
        },
      };
    },
  };
}
