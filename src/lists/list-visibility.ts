import { saveGuildJoined } from "../store/guilds.js";
import { type ListChoice, loadListChoices, saveListChoices } from "../store/list-choices.js";
import type { Db } from "../store/schema.js";
import { signal } from "../store/signals.js";
import type { ServedList } from "./list-view.js";

export type ListVisibility = ReturnType<typeof createListVisibility>;

/** Which lists each server sees. Kept in memory, so that answers never wait for it. */
export function createListVisibility(db: Db) {
  let byGuild = new Map<string, Map<string, boolean>>();
  const remember = (choices: readonly ListChoice[], among: typeof byGuild): void => {
    for (const { guildId, listId, visible } of choices) {
      const ofGuild = among.get(guildId) ?? new Map<string, boolean>();
      among.set(guildId, ofGuild.set(listId, visible));
    }
  };
  const choiceOf = (guildId: string | null, listId: string) =>
    guildId === null ? undefined : byGuild.get(guildId)?.get(listId);

  return {
    /** Reads the servers' choices: at start, and after another process may have written some. */
    async load(): Promise<void> {
      const loaded: typeof byGuild = new Map();
      remember(await loadListChoices(db), loaded);
      byGuild = loaded;
    },
    /** Ids of the lists that a server sees, or that people see outside of servers (`null`). */
    visibleTo: (guildId: string | null, lists: readonly ServedList[]): string[] =>
      lists.filter(({ id, isPublic }) => choiceOf(guildId, id) ?? isPublic).map(({ id }) => id),
    /** The lists that a server may choose from: the public ones and those that it has added itself. */
    availableTo: (guildId: string, lists: readonly ServedList[]): ServedList[] =>
      lists.filter(({ id, isPublic }) => isPublic || choiceOf(guildId, id) !== undefined),
    async save(choices: readonly ListChoice[]): Promise<void> {
      await db.transaction().execute(async (trx) => {
        for (const guildId of new Set(choices.map(({ guildId }) => guildId)))
          await saveGuildJoined(trx, guildId);
        await saveListChoices(trx, choices);
        await signal(trx, "choices");
      });
      remember(choices, byGuild);
    },
  };
}
