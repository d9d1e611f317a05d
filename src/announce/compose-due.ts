import { assignDelivery, type Delivery, pendingDeliveries } from "../store/deliveries.js";
import { insertMessage } from "../store/messages.js";
import { newId } from "../store/new-id.js";
import type { Db } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { takeDueSubscriptions } from "../store/subscriptions.js";

/** More pending deliveries of one subscription than these become one digest. */
const maxSingleMessages = 3;

/**
 * Puts the pending deliveries of due subscriptions into messages, a batch of subscriptions in one transaction. The
 * content of a message is fixed here, before it is sent: every attempt sends the same.
 *
 * @returns how many subscriptions were due: 0 if there is nothing more to do.
 */
export async function composeDue(db: Db, now: number, limit: number): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const due = await takeDueSubscriptions(trx, now, limit);
    let position = 0;
    for (const subscription of due) {
      const subscriptionId = subscription.id;
      for (const group of groupPending(subscription, await pendingDeliveries(trx, subscriptionId))) {
        const id = newId();
        await insertMessage(trx, { id, subscriptionId, now, position });
        for (const delivery of group) await assignDelivery(trx, delivery, id);
        position += 1;
      }
    }
    return due.length;
  });
}

/**
 * The deliveries of each message: one each if they are few, all in one digest if they are many, if the cadence or the
 * operator asks for a digest, or if they are the backlog of a blocked channel.
 */
function groupPending(
  { cadence, state }: Pick<Subscription, "cadence" | "state">,
  pending: readonly Delivery[],
): (readonly Delivery[])[] {
  if (pending.length === 0) return [];
  const isDigest =
    cadence.kind !== "at once" ||
    state.kind !== "active" ||
    pending.length > maxSingleMessages ||
    pending.some(({ digest }) => digest);
  return isDigest ? [pending] : pending.map((delivery) => [delivery]);
}
