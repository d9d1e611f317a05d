import type { Database, Db } from "./schema.js";

/**
 * Every table with its primary key, those that others refer to first; null where the rows concern running processes
 * alone, and are left: a copy is made while none runs.
 */
const keys: Readonly<Record<keyof Database, readonly [string, ...string[]] | null>> = {
  guilds: ["id"],
  upstreams: ["id"],
  catalogues: ["listId", "reading"],
  listChecks: ["listId"],
  addedLists: ["id"],
  guildLists: ["guildId", "listId"],
  heldRevisions: ["upstreamId"],
  knownPapers: ["listId", "id"],
  revisions: ["sha"],
  changes: ["id"],
  subscriptions: ["id"],
  messages: ["id"],
  deliveries: ["subscriptionId", "paperId", "kind", "discriminator"],
  pastDeliveries: ["subscriptionId", "paperId", "kind", "discriminator"],
  posts: ["channelId", "paperId"],
  drafts: ["id"],
  presses: ["press"],
  notices: ["id"],
  featuredPapers: ["subscriptionId", "kind", "round", "paperId"],
  votes: ["guildId", "paperId", "personId"],
  positions: ["personId", "shuffle"],
  details: ["key"],
  detailsSources: ["name"],
  changesAwaitingDetails: ["changeId"],
  locks: null,
  processes: null,
  chores: null,
  signals: null,
  budgets: null,
};

/** Rows in one statement. */
const batchSize = 200;

export type CopyOutcome =
  | { readonly kind: "copied"; readonly counts: ReadonlyMap<string, number> }
  /** The target has rows, and nothing was written. */
  | { readonly kind: "not empty"; readonly table: string };

type AnyDb = ReturnType<typeof anyTables>;

/**
 * Copies all rows of a store into an empty one, in one transaction.
 *
 * @throws where a table has another number of rows afterwards: nothing is written then.
 */
export async function copyStore(from: Db, to: Db): Promise<CopyOutcome> {
  return await to.transaction().execute(async (trx) => {
    const [source, target] = [anyTables(from), anyTables(trx)];
    for (const [table, key] of Object.entries(keys))
      if (key !== null && (await countRows(target, table)) > 0) return { kind: "not empty", table };
    const counts = new Map<string, number>();
    for (const [table, key] of Object.entries(keys)) {
      if (key === null) continue;
      await copyTable(source, target, table, key);
      const [expected, written] = [await countRows(source, table), await countRows(target, table)];
      if (expected !== written)
        throw new Error(`Of ${expected} rows of ${table}, ${written} were copied: nothing is kept.`);
      counts.set(table, written);
    }
    return { kind: "copied", counts };
  });
}

/** The same database, with tables that are known by their names alone. */
function anyTables(db: Db) {
  return db.withTables<Record<string, Record<string, string | number | null>>>();
}

async function countRows(db: AnyDb, table: string): Promise<number> {
  const counted = db.selectFrom(table).select(({ fn }) => fn.countAll().as("count"));
  return Number((await counted.executeTakeFirstOrThrow()).count);
}

async function copyTable(source: AnyDb, target: AnyDb, table: string, key: readonly string[]): Promise<void> {
  for (let offset = 0; ; offset += batchSize) {
    let page = source.selectFrom(table).selectAll().limit(batchSize).offset(offset);
    for (const column of key) page = page.orderBy(column);
    const rows = await page.execute();
    if (rows.length > 0) await target.insertInto(table).values(rows).execute();
    if (rows.length < batchSize) return;
  }
}
