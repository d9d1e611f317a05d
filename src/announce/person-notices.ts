import { personsWithNotices, takePersonNotices } from "../store/notices.js";
import type { Db } from "../store/schema.js";

/** What persons are to be told with their next answer. */
export interface PersonNotices {
  /** Reads who is to be told something: at start, and after any process has written a notice. */
  readonly load: () => Promise<void>;
  /** What a person has not been told yet. Each notice is taken once, by whichever process answers. */
  readonly take: (personId: string) => Promise<readonly string[]>;
}

/** Who is to be told something is kept in memory, so that the answers to all others wait for no database. */
export function createPersonNotices(db: Db): PersonNotices {
  let persons: ReadonlySet<string> = new Set();
  async function load(): Promise<void> {
    persons = await personsWithNotices(db);
  }
  return {
    load,
    async take(personId) {
      if (!persons.has(personId)) return [];
      const taken = await takePersonNotices(db, personId, Date.now());
      // Another notice may have come meanwhile.
      await load();
      return taken;
    },
  };
}
