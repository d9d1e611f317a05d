import { keepAsPast } from "./keep-as-past.js";
import { deletePostsBefore } from "./posts.js";
import type { Db } from "./schema.js";

/** Rows that one transaction deletes at most: others write in between. */
const batchSize = 200;

/**
 * Deletes messages, changes, revisions and notices that were finished before an instant, and forgets the posts of then.
 * What was announced stays known, so that nothing is announced again; what is pending or being sent stays, with its
 * changes. Known papers are no history.
 *
 * @returns how many rows it has deleted.
 */
export async function sweepHistory(db: Db, before: number): Promise<number> {
  let total = 0;
  for (const sweep of [sweepMessages, sweepPicks, sweepChanges, sweepRevisions, sweepNotices]) {
    for (let count = batchSize; count === batchSize; total += count) count = await sweep(db, before);
  }
  await deletePostsBefore(db, before);
  return total;
}

async function sweepMessages(db: Db, before: number): Promise<number> {
  const old = await db
    .selectFrom("messages")
    .select("id")
    .where("nextAt", "is", null)
    .where("createdAt", "<", before)
    .limit(batchSize)
    .execute();
  if (old.length === 0) return 0;
  const ids = old.map(({ id }) => id);
  await db.transaction().execute(async (trx) => {
    // An edit and a removal belong to one commit, and cannot come again.
    await keepAsPast(trx, (delivery) =>
      delivery.and([
        delivery("deliveries.messageId", "in", ids),
        delivery("messages.step", "=", "done"),
        delivery("deliveries.kind", "not in", ["edited", "removed"]),
      ]),
    );
    await trx.deleteFrom("deliveries").where("messageId", "in", ids).execute();
    await trx.deleteFrom("featuredPapers").where("kind", "=", "top").where("messageId", "in", ids).execute();
    await trx.deleteFrom("messages").where("id", "in", ids).execute();
  });
  return old.length;
}

/** Of earlier rounds: those of the last one keep a shuffle from repeating them. */
async function sweepPicks(db: Db, before: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("featuredPapers")
    .where("kind", "=", "pick")
    .where("drawnAt", "<", before)
    .where("messageId", "is not", null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("featuredPapers as later")
          .select("later.paperId")
          .whereRef("later.subscriptionId", "=", "featuredPapers.subscriptionId")
          .where("later.kind", "=", "pick")
          .whereRef("later.round", ">", "featuredPapers.round"),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

async function sweepChanges(db: Db, before: number): Promise<number> {
  const old = await db
    .selectFrom("changes")
    .select("id")
    .where("recordedAt", "<", before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("deliveries").select("changeId").whereRef("deliveries.changeId", "=", "changes.id"),
        ),
      ),
    )
    .limit(batchSize)
    .execute();
  if (old.length === 0) return 0;
  const ids = old.map(({ id }) => id);
  await db.deleteFrom("changes").where("id", "in", ids).execute();
  return old.length;
}

async function sweepRevisions(db: Db, before: number): Promise<number> {
  const isUnused = (trx: Db) =>
    trx
      .selectFrom("revisions")
      .select("sha")
      .where("recordedAt", "<", before)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom("changes").select("id").whereRef("changes.sha", "=", "revisions.sha"))),
      )
      .limit(batchSize);
  if ((await isUnused(db).execute()).length === 0) return 0;
  // Asked again: a change of the same commit may have been recorded in the meantime.
  const { numDeletedRows } = await db
    .deleteFrom("revisions")
    .where("sha", "in", isUnused(db))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

async function sweepNotices(db: Db, before: number): Promise<number> {
  const old = await db
    .selectFrom("notices")
    .select("id")
    .where("takenAt", "<", before)
    .limit(batchSize)
    .execute();
  if (old.length === 0) return 0;
  const ids = old.map(({ id }) => id);
  await db.deleteFrom("notices").where("id", "in", ids).execute();
  return old.length;
}
