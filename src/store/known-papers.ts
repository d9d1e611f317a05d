import { z } from "zod";
import type { KnownPaper } from "../catalogue/known-paper.js";
import { inBatches } from "./in-batches.js";
import type { Db, Trx } from "./schema.js";

const knownPaper: z.ZodType<KnownPaper> = z.object({
  id: z.string(),
  title: z.string(),
  titles: z.array(z.string()),
  keys: z.array(z.string()),
  currentKeys: z.array(z.string()),
  hasCode: z.boolean(),
  venue: z.string().nullable(),
  venues: z.array(z.string()),
});

/** Everything that was ever in a list, by id. */
export async function loadKnownPapers(db: Db, listId: string): Promise<Map<string, KnownPaper>> {
  const rows = await db.selectFrom("knownPapers").select("remembered").where("listId", "=", listId).execute();
  return new Map(
    rows.map(({ remembered }) => {
      const known = knownPaper.parse(JSON.parse(remembered));
      return [known.id, known];
    }),
  );
}

/** Writes what a list has learned over what is there. */
export async function saveKnownPapers(
  trx: Trx,
  listId: string,
  learned: readonly KnownPaper[],
): Promise<void> {
  // Within one statement no id may come twice: the last one learned holds.
  const rows = [...new Map(learned.map((known) => [known.id, known])).values()].map((known) => ({
    listId,
    id: known.id,
    remembered: JSON.stringify(known),
  }));
  await inBatches(rows, async (batch) => {
    await trx
      .insertInto("knownPapers")
      .values(batch)
      .onConflict((conflict) =>
        conflict
          .columns(["listId", "id"])
          .doUpdateSet({ remembered: (values) => values.ref("excluded.remembered") }),
      )
      .execute();
  });
}
