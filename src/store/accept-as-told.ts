import { keepAsPast } from "./keep-as-past.js";
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
    await keepAsPast(trx, (delivery) =>
      delivery.or([
        delivery("deliveries.messageId", "is", null),
        delivery("messages.nextAt", "is not", null),
      ]),
    );
    const { numDeletedRows } = await trx
      .deleteFrom("deliveries")
      .where(({ or, eb, selectFrom }) =>
        or([
          eb("messageId", "is", null),
          eb("messageId", "in", selectFrom("messages").select("id").where("nextAt", "is not", null)),
        ]),
      )
      .executeTakeFirstOrThrow();
    await trx.deleteFrom("messages").where("nextAt", "is not", null).execute();
    await trx.deleteFrom("changesAwaitingDetails").execute();
    await trx.updateTable("subscriptions").set({ dueAt: null }).where("dueAt", "is not", null).execute();
    const text = "The lists as they are now were accepted as announced (paperboy baseline).";
    await insertNotice(trx, { id: newId(), guildId: null, subscriptionId: null, text, createdAt: now });
    return Number(numDeletedRows);
  });
}
