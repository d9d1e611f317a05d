import { z } from "zod";
import type { KnownPaper } from "../catalogue/known-paper.js";
import { push } from "../catalogue/push.js";
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

/** Rows that are read at once: a few milliseconds of work. */
const pageSize = 250;

/** Every paper that was ever in a list, by id. Reads them in pages: between two queries the store lets others work. */
export async function loadKnownPapers(db: Db, listId: string): Promise<Map<string, KnownPaper>> {
  const all = new Map<string, KnownPaper>();
  for (let last = ""; ; ) {
    const rows = await db
      .selectFrom("knownPapers")
      .select(["id", "paper"])
      .where("listId", "=", listId)
      .where("id", ">", last)
      .orderBy("id")
      .limit(pageSize)
      .execute();
    for (const { id, paper } of rows) all.set(id, compact(knownPaper.parse(JSON.parse(paper))));
    last = rows.at(-1)?.id ?? last;
    if (rows.length < pageSize) return all;
  }
}

/** Most papers have all keys that they ever had: these are kept once. */
function compact({ id, title, titles, keys, currentKeys, hasCode, venue, venues }: KnownPaper): KnownPaper {
  const isSame = keys.length === currentKeys.length && keys.every((key, at) => key === currentKeys[at]);
  return { id, title, titles, keys, currentKeys: isSame ? keys : currentKeys, hasCode, venue, venues };
}

/** What each list that has, or had, one of these papers knows of it, by the paper's id. */
export async function papersInLists(
  db: Db,
  paperIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PaperInList[]>> {
  const papers = new Map<string, PaperInList[]>();
  await inBatches([...new Set(paperIds)], async (batch) => {
    const rows = await db
      .selectFrom("knownPapers")
      .select(["id", "listId", "paper"])
      // By list and id, as they are indexed.
      .where("listId", "in", (lists) => lists.selectFrom("upstreams").select("upstreams.id"))
      .where("id", "in", batch)
      .execute();
    for (const { id, listId, paper } of rows)
      push(papers, id, { listId, known: knownPaper.parse(JSON.parse(paper)) });
  });
  return papers;
}

export interface PaperInList {
  readonly listId: string;
  readonly known: KnownPaper;
}

/** Inserts known papers of a list, or replaces them. */
export async function saveKnownPapers(
  trx: Trx,
  listId: string,
  learned: readonly KnownPaper[],
): Promise<void> {
  // One statement must not name an id twice: the last one wins.
  const unique = [...new Map(learned.map((known) => [known.id, known])).values()];
  await inBatches(unique, (batch) =>
    trx
      .insertInto("knownPapers")
      .values(batch.map((known) => ({ listId, id: known.id, paper: JSON.stringify(known) })))
      .onConflict((conflict) =>
        conflict.columns(["listId", "id"]).doUpdateSet({ paper: (values) => values.ref("excluded.paper") }),
      )
      .execute(),
  );
}
