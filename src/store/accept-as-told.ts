import { newId } from "./new-id.js";
import { insertNotice } from "./notices.js";
import type { Db } from "./schema.js";

/**
 * Makes everything that is pending or on its way count as announced: it is never sent, and never comes again. Leaves a
 * notice for the operator, which also says when this was done.
 *
 * @returns how many deliveries that were
 */
export async function acceptAsTold(db: Db, now: number): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const open = await trx
      .selectFrom("deliveries")
      .innerJoin("changes", "changes.id", "deliveries.changeId")
      .leftJoin("messages", "messages.id", "deliveries.messageId")
      .select([
        "deliveries.subscriptionId",
        "deliveries.paperId",
        "deliveries.kind",
        "deliveries.discriminator",
        "changes.listId",
      ])
      .where(({ or, eb }) =>
        or([eb("deliveries.messageId", "is", null), eb("messages.nextAt", "is not", null)]),
      )
      .execute();
    for (const delivery of open) {
      await trx
        .insertInto("pastDeliveries")
        .values(delivery)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await trx
        .deleteFrom("deliveries")
        .where("subscriptionId", "=", delivery.subscriptionId)
        .where("paperId", "=", delivery.paperId)
        .where("kind", "=", delivery.kind)
        .where("discriminator", "=", delivery.discriminator)
        .execute();
    }
    await trx.deleteFrom("messages").where("nextAt", "is not", null).execute();
    await trx.deleteFrom("changesAwaitingDetails").execute();
    await trx.updateTable("subscriptions").set({ dueAt: null }).where("dueAt", "is not", null).execute();
    const text = "The lists as they are now were accepted as announced (paperboy baseline).";
    await insertNotice(trx, { id: newId(), guildId: null, subscriptionId: null, text, createdAt: now });
    return open.length;
  });
}
