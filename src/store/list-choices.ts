import { inBatches } from "./in-batches.js";
import type { Db, Trx } from "./schema.js";

/** A server's override of a list's default visibility. */
export interface ListChoice {
  readonly guildId: string;
  readonly listId: string;
  readonly visible: boolean;
}

/** The choices of all servers. */
export async function loadListChoices(db: Db): Promise<ListChoice[]> {
  const rows = await db.selectFrom("guildLists").selectAll().execute();
  return rows.map((row) => ({ ...row, visible: row.visible === 1 }));
}

/** Whether each server that has chosen sees a list, by the server's id. */
export async function choicesOfList(db: Db, listId: string): Promise<Map<string, boolean>> {
  const rows = await db.selectFrom("guildLists").selectAll().where("listId", "=", listId).execute();
  return new Map(rows.map(({ guildId, visible }) => [guildId, visible === 1]));
}

/** Inserts or replaces choices. Their servers must be in the table `guilds`. */
export async function saveListChoices(trx: Trx, choices: readonly ListChoice[]): Promise<void> {
  await inBatches(choices, (batch) =>
    trx
      .insertInto("guildLists")
      .values(batch.map((choice) => ({ ...choice, visible: choice.visible ? 1 : 0 })))
      .onConflict((conflict) =>
        conflict
          .columns(["guildId", "listId"])
          .doUpdateSet({ visible: (values) => values.ref("excluded.visible") }),
      )
      .execute(),
  );
}

export async function deleteListChoice(trx: Trx, guildId: string, listId: string): Promise<void> {
  await trx.deleteFrom("guildLists").where("guildId", "=", guildId).where("listId", "=", listId).execute();
}
