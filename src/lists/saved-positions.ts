import type { Failures } from "../interactions/failures.js";
import { deletePositionsBefore, loadPositions, savePosition } from "../store/positions.js";
import type { Db } from "../store/schema.js";
import type { Positions } from "../views/context.js";
import { createPositions } from "./positions.js";

/** As many people's decks as are kept in memory. */
const most = 10_000;
/** Who drew nothing for so long begins anew: a quarter of a year, in milliseconds. */
const kept = 90 * 86_400_000;

/**
 * Positions that outlive a restart: answered from memory, written to the store behind. A write that fails costs one
 * repeated suggestion, and nobody waits for it.
 */
export async function createSavedPositions(db: Db, failures: Failures): Promise<Positions> {
  await deletePositionsBefore(db, Date.now() - kept);
  const memory = createPositions(most);
  const saved = await loadPositions(db, most);
  for (const { personId, shuffle, position } of saved.toReversed()) memory.set(personId, shuffle, position);
  return {
    get: memory.get,
    set(personId, shuffle, position) {
      memory.set(personId, shuffle, position);
      void failures.run("saving a position", () =>
        savePosition(db, { personId, shuffle, position }, Date.now()),
      );
    },
  };
}
