import { inBatches } from "./in-batches.js";
import type { Db, Trx } from "./schema.js";
import { recurringKinds, type Subscription } from "./subscription.js";
import { toSubscription } from "./subscription-row.js";

/** Subscriptions that are due, the longest due first. They stay due. */
export async function dueSubscriptions(db: Db, now: number, limit: number): Promise<Subscription[]> {
  const due = await selectDue(db, now, limit).execute();
  return due.map(toSubscription);
}

function selectDue(db: Db, now: number, limit: number) {
  return db.selectFrom("subscriptions").selectAll().where("dueAt", "<=", now).orderBy("dueAt").limit(limit);
}

/**
 * The subscriptions whose pending deliveries are due, the longest due first. They are not due any more, and locked until
 * the transaction ends; those that another process has locked are left out.
 */
export async function takeDueSubscriptions(trx: Trx, now: number, limit: number): Promise<Subscription[]> {
  const rows = await selectDue(trx, now, limit).forUpdate().skipLocked().execute();
  const taken = rows.map(toSubscription);
  await inBatches(taken, (batch) =>
    trx
      .updateTable("subscriptions")
      .set({ dueAt: null })
      .where(
        "id",
        "in",
        batch.map(({ id }) => id),
      )
      .execute(),
  );
  return taken;
}

/**
 * Subscriptions of these servers that have pending deliveries, or something at each of their times, and no `dueAt`, except
 * paused ones: the bot has left the server, and joined it again.
 */
export async function forgottenSubscriptions(db: Db, guildIds: readonly string[]): Promise<Subscription[]> {
  const forgotten = db
    .selectFrom("subscriptions")
    .selectAll()
    .where("dueAt", "is", null)
    .where("state", "!=", "paused")
    .where(({ and, eb, exists, or, selectFrom }) =>
      or([
        exists(
          selectFrom("deliveries")
            .select("paperId")
            .whereRef("deliveries.subscriptionId", "=", "subscriptions.id")
            .where("deliveries.messageId", "is", null),
        ),
        and([
          eb("cadence", "!=", "at once"),
          or(recurringKinds.map((kind) => eb("kinds", "like", `%${kind}%`))),
        ]),
      ]),
    );
  const found: Subscription[] = [];
  await inBatches(guildIds, async (batch) => {
    const rows = await forgotten.where("guildId", "in", batch).execute();
    found.push(...rows.map(toSubscription));
  });
  return found;
}

/** Nothing of these servers' subscriptions is due any more. */
export async function suspendSubscriptions(trx: Trx, guildIds: readonly string[]): Promise<void> {
  await inBatches(guildIds, (batch) =>
    trx.updateTable("subscriptions").set({ dueAt: null }).where("guildId", "in", batch).execute(),
  );
}

/** Whether pending deliveries are due. */
export async function hasDue(db: Db, now: number): Promise<boolean> {
  const row = await db
    .selectFrom("subscriptions")
    .select("id")
    .where("dueAt", "<=", now)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Sets `dueAt` of subscriptions, unless it is set already. Their rows are locked in any case, so that another process
 * composes messages only after this transaction, with its deliveries.
 *
 * @param ids at least one, and at most one batch.
 */
export async function setDue(trx: Trx, ids: readonly string[], dueAt: number): Promise<void> {
  await trx
    .updateTable("subscriptions")
    .set(({ fn, ref, val }) => ({ dueAt: fn.coalesce(ref("dueAt"), val(dueAt)) }))
    .where("id", "in", ids)
    .execute();
}
