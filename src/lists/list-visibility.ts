import { addedListsOfGuild } from "../store/added-lists.js";
import { saveGuildJoined } from "../store/guilds.js";
import { loadListChoices, saveListChoices } from "../store/list-choices.js";
import { lock } from "../store/lock.js";
import type { Db } from "../store/schema.js";
import { signal } from "../store/signals.js";
import type { ServedList } from "./list-view.js";

export type ListVisibility = ReturnType<typeof createListVisibility>;

/** Which lists each server sees. Kept in memory, so that answers never wait for it. */
export function createListVisibility(db: Db) {
  let byGuild = new Map<string, Map<string, boolean>>();
  const choiceOf = (guildId: string | null, listId: string) =>
    guildId === null ? undefined : byGuild.get(guildId)?.get(listId);

  async function load(): Promise<void> {
    const loaded: typeof byGuild = new Map();
    for (const { guildId, listId, visible } of await loadListChoices(db)) {
      const ofGuild = loaded.get(guildId) ?? new Map<string, boolean>();
      loaded.set(guildId, ofGuild.set(listId, visible));
    }
    byGuild = loaded;
  }

  return {
    /** Reads the servers' choices: at start, and after another process may have written some. */
    load,
    /** Ids of the lists that a server sees, or that people see outside of servers (`null`). */
    visibleTo: (guildId: string | null, lists: readonly ServedList[]): string[] =>
      lists.filter(({ id, isPublic }) => choiceOf(guildId, id) ?? isPublic).map(({ id }) => id),
    /** The lists that a server may choose from: the public ones and those that it has added itself. */
    availableTo: (guildId: string, lists: readonly ServedList[]): ServedList[] =>
      lists.filter(({ id, isPublic }) => isPublic || choiceOf(guildId, id) !== undefined),
    /**
     * Saves which lists a server sees. A list that it added counts only as long as it has it: another process may have
     * taken it out.
     */
    async save(
      guildId: string,
      visible: ReadonlyMap<string, boolean>,
      isPublic: (listId: string) => boolean,
    ): Promise<void> {
      await db.transaction().execute(async (trx) => {
        await lock(trx, "added lists");
        await saveGuildJoined(trx, guildId);
        const added = await addedListsOfGuild(trx, guildId);
        const choices = [...visible].filter(([id]) => isPublic(id) || added.includes(id));
        await saveListChoices(
          trx,
          choices.map(([listId, visible]) => ({ guildId, listId, visible })),
        );
        await signal(trx, "choices");
      });
      await load();
    },
  };
}
