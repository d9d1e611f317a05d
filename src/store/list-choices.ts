import { inBatches } from "./in-batches.js";
import type { Db, Trx } from "./schema.js";

/** Whether a server sees a list, where it has said so. */
export interface ListChoice {
  readonly guildId: string;
  readonly listId: string;
  readonly seen: boolean;
}

/** Every choice of every server. */
export async function loadListChoices(db: Db): Promise<ListChoice[]> {
  const rows = await db.selectFrom("guildLists").selectAll().execute();
  return rows.map((row) => ({ ...row, seen: row.seen === 1 }));
}

/** What the servers that have chosen say of one list, by the server's id. */
export async function choicesOfList(db: Db, listId: string): Promise<Map<string, boolean>> {
  const rows = await db.selectFrom("guildLists").selectAll().where("listId", "=", listId).execute();
  return new Map(rows.map(({ guildId, seen }) => [guildId, seen === 1]));
}

/** Writes choices over those there are. Their servers have to be known. */
export async function saveListChoices(trx: Trx, choices: readonly ListChoice[]): Promise<void> {
  await inBatches(
    choices.map((choice) => ({ ...choice, seen: choice.seen ? (1 as const) : (0 as const) })),
    async (batch) => {
      await trx
        .insertInto("guildLists")
        .values(batch)
        .onConflict((conflict) =>
          conflict
            .columns(["guildId", "listId"])
            .doUpdateSet({ seen: (values) => values.ref("excluded.seen") }),
        )
        .execute();
    },
  );
}

/** Forgets what a server has said of a list. */
export async function deleteListChoice(trx: Trx, guildId: string, listId: string): Promise<void> {
  await trx.deleteFrom("guildLists").where("guildId", "=", guildId).where("listId", "=", listId).execute();
}
