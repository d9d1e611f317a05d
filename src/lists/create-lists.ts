import { lastChangeOf } from "../store/changes.js";
import type { Db } from "../store/schema.js";
import type { ListIndex } from "./list-index.js";
import type { ListRunners } from "./list-runners.js";
import type { ListVisibility } from "./list-visibility.js";
import type { ListAdding, ListState, Lists } from "./lists.js";
import { listStatus } from "./status.js";

interface ListsDeps {
  readonly db: Db;
  readonly listIndex: ListIndex;
  readonly choices: ListVisibility;
  readonly runners: ListRunners;
  readonly adding: ListAdding | null;
}

/** What commands can do with lists. */
export function createLists({ db, listIndex, choices, runners, adding }: ListsDeps): Lists {
  return {
    async states(ids) {
      const states = new Map<string, ListState>();
      for (const id of ids) {
        states.set(id, { lastChange: await lastChangeOf(db, id), line: listStatus(id, runners) });
      }
      return states;
    },
    openTo: (guildId) => choices.openTo(guildId, listIndex.lists()),
    choose: (guildId, seen) =>
      choices.choose([...seen].map(([listId, isSeen]) => ({ guildId, listId, visible: isSeen }))),
    adding,
  };
}
