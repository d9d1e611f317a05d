import { runningProcesses } from "./processes.js";
import type { Database, Db, Trx } from "./schema.js";

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
  | { readonly kind: "not empty"; readonly table: string }
  /** A bot runs on one of the stores, or was started meanwhile; nothing was written. */
  | { readonly kind: "running"; readonly about: string };

/** Undoes the transaction. */
class Undone extends Error {
  readonly outcome: CopyOutcome;
  constructor(outcome: CopyOutcome) {
    super(`Nothing was copied: ${outcome.kind}`);
    this.outcome = outcome;
  }
}

type AnyDb = ReturnType<typeof anyTables>;

/**
 * Copies all rows of a store into an empty one, in one transaction, while no bot runs on either.
 *
 * @throws where a table has another number of rows afterwards: nothing is written then.
 */
export async function copyStore(from: Db, to: Db): Promise<CopyOutcome> {
  try {
    return await to.transaction().execute((trx) => copyAll(from, trx));
  } catch (error) {
    if (error instanceof Undone) return error.outcome;
    throw error;
  }
}

async function copyAll(from: Db, trx: Trx): Promise<CopyOutcome> {
  const refuseWhileRunning = async (): Promise<void> => {
    for (const db of [from, trx]) {
      const [about] = await runningProcesses(db, Date.now());
      if (about !== undefined) throw new Undone({ kind: "running", about });
    }
  };
  await refuseWhileRunning();
  const [source, target] = [anyTables(from), anyTables(trx)];
  for (const [table, key] of Object.entries(keys))
    if (key !== null && (await countRows(target, table)) > 0) return { kind: "not empty", table };
  const counts = new Map<string, number>();
  for (const [table, key] of Object.entries(keys)) {
    if (key === null) continue;
    await copyTable(source, target, table, key);
    await refuseWhileRunning();
    const [expected, written] = [await countRows(source, table), await countRows(target, table)];
    if (expected !== written)
      throw new Error(`Of ${expected} rows of ${table}, ${written} were copied: nothing is kept.`);
    counts.set(table, written);
  }
  return { kind: "copied", counts };
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
