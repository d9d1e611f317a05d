import { personsWithNotices, takePersonNotices } from "../store/notices.js";
import type { Db } from "../store/schema.js";
import { orIfAway } from "../store/store-error.js";

/** What persons are to be told with their next answer. */
export interface PersonNotices {
  /** Reads who is to be told something: at start, and after any process has written a notice. */
  readonly load: () => Promise<void>;
  /**
   * What a person has not been told yet. Each notice is taken once, by whichever process answers. What the store does not
   * give in time is for a later answer.
   */
  readonly take: (personId: string) => Promise<readonly string[]>;
}

/** Who is to be told something is kept in memory, so that the answers to all others wait for no database. */
export function createPersonNotices(db: Db): PersonNotices {
  let persons: ReadonlySet<string> = new Set();
  /** What is being taken, by person: nothing is taken twice, and no answer waits for long. */
  const taking = new Map<string, Promise<readonly string[]>>();
  async function load(): Promise<void> {
    persons = await personsWithNotices(db);
  }
  function begin(personId: string): Promise<readonly string[]> {
    const taken = takePersonNotices(db, personId, Date.now());
    taking.set(personId, taken);
    taken.catch(() => taking.delete(personId));
    return taken;
  }

  return {
    load,
    async take(personId) {
      if (!persons.has(personId) && !taking.has(personId)) return [];
      const taken = taking.get(personId) ?? begin(personId);
      const notices = await orIfAway(taken, null);
      if (notices === null || taking.get(personId) !== taken) return [];
      taking.delete(personId);
      // Another notice may have come meanwhile.
      await orIfAway(load(), undefined);
      return notices;
    },
  };
}
