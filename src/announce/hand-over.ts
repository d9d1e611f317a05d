import { changesByIds } from "../store/changes.js";
import { insertDeliveries, pendingDeliveries } from "../store/deliveries.js";
import type { Trx } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { subscriptionsBeside } from "../store/subscriptions.js";
import { makeDue } from "./announce-changes.js";
import type { ReadFilter } from "./filter.js";
import { planDeliveries } from "./plan-deliveries.js";

/**
 * Gives what a subscription has not announced yet to the others of its channel that match it too: it is paused, removed or
 * moved to another channel, and they have left those papers to it.
 */
export async function handOver(
  trx: Trx,
  subscription: Subscription,
  { readFilter, now }: { readonly readFilter: ReadFilter; readonly now: number },
): Promise<void> {
  const beside = await subscriptionsBeside(trx, subscription);
  if (beside.length === 0) return;
  const pending = await pendingDeliveries(trx, subscription.id);
  const changes = await changesByIds(
    trx,
    pending.map(({ changeId }) => changeId),
  );
  const deliveries = beside.flatMap((other) =>
    planDeliveries(
      changes.filter(({ recordedAt }) => recordedAt >= other.createdAt),
      [other],
      readFilter,
      "announcements",
    ),
  );
  await insertDeliveries(trx, deliveries);
  const heirs = new Set(deliveries.map(({ subscriptionId }) => subscriptionId));
  await makeDue(
    trx,
    beside.filter(({ id }) => heirs.has(id)),
    now,
  );
}
