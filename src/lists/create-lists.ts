import type { ListAdding, ListState, Lists } from "./lists.js";
import type { Libraries } from "./list-index.js";
import type { ListChoices } from "./list-visibility.js";
import { lastChangeOf } from "../store/changes.js";
import type { Db } from "../store/schema.js";
import type { ListRunners } from "./list-runners.js";
import { listStatus } from "./status.js";

interface ListsDeps {
  readonly db: Db;
  readonly libraries: Libraries;
  readonly choices: ListChoices;
  readonly runners: ListRunners;
  readonly adding: ListAdding | null;
}

/** What commands can do with lists. */
export function createLists({ db, libraries, choices, runners, adding }: ListsDeps): Lists {
  return {
    async states(ids) {
      const states = new Map<string, ListState>();
      for (const id of ids) {
        states.set(id, { lastChange: await lastChangeOf(db, id), line: listStatus(id, runners) });
      }
      return states;
    },
    openTo: (guildId) => choices.openTo(guildId, libraries.lists()),
    choose: (guildId, seen) =>
      choices.choose([...seen].map(([listId, isSeen]) => ({ guildId, listId, seen: isSeen }))),
    adding,
  };
}
