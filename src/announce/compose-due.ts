import { assignDelivery, pendingDeliveries } from "../store/deliveries.js";
import { insertMessage } from "../store/messages.js";
import type { Db, Trx } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { dueSubscriptions, takeDue } from "../store/subscriptions.js";
import { groupWaiting } from "./group-waiting.js";

/**
 * Puts what waits for due subscriptions into messages, a batch of subscriptions in one transaction. What a message
 * holds is settled here, before it is sent, and does not change: a message that is tried again says the same.
 *
 * @returns how many subscriptions were due: 0 where there is nothing more to do.
 */
export async function composeDue(
  db: Db,
  { now, limit, newId }: { readonly now: number; readonly limit: number; readonly newId: () => string },
): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const due = await dueSubscriptions(trx, now, limit);
    let position = 0;
    for (const subscription of due) {
      if (await takeDue(trx, subscription.id, now)) {
        position = await compose(trx, subscription, { now, position, newId });
      }
    }
    return due.length;
  });
}

async function compose(
  trx: Trx,
  subscription: Subscription,
  { now, position, newId }: { now: number; position: number; newId: () => string },
): Promise<number> {
  const groups = groupWaiting(subscription, await pendingDeliveries(trx, subscription.id));
  for (const [index, group] of groups.entries()) {
    const id = newId();
    await insertMessage(trx, { id, subscriptionId: subscription.id, now, position: position + index });
    for (const delivery of group) await assignDelivery(trx, delivery, id);
  }
  return position + groups.length;
}
