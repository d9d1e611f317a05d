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

/** Every paper that was ever in a list, by id. */
export async function loadKnownPapers(db: Db, listId: string): Promise<Map<string, KnownPaper>> {
  const rows = await db.selectFrom("knownPapers").select("paper").where("listId", "=", listId).execute();
  const papers = rows.map(({ paper }) => knownPaper.parse(JSON.parse(paper)));
  return new Map(papers.map((known) => [known.id, known]));
}

/** Inserts known papers of a list, or replaces them. */
export async function saveKnownPapers(
  trx: Trx,
  listId: string,
  learned: readonly KnownPaper[],
): Promise<void> {
  // One statement must not name an id twice: the last one wins.
  const rows = [...new Map(learned.map((known) => [known.id, known])).values()].map((known) => ({
    listId,
    id: known.id,
    paper: JSON.stringify(known),
  }));
  await inBatches(rows, (batch) =>
    trx
      .insertInto("knownPapers")
      .values(batch)
      .onConflict((conflict) =>
        conflict.columns(["listId", "id"]).doUpdateSet({ paper: (values) => values.ref("excluded.paper") }),
      )
      .execute(),
  );
}
