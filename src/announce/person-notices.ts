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
  return {
    async load() {
      persons = await personsWithNotices(db);
    },
    async take(personId) {
      if (!persons.has(personId)) return [];
      const taken = await takePersonNotices(db, personId, Date.now());
      persons = new Set([...persons].filter((id) => id !== personId));
      return taken;
    },
  };
}
