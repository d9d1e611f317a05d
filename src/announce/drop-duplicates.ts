import { type Delivery, deleteDelivery, deliveriesOfSubscriptions } from "../store/deliveries.js";
import { lockGuild } from "../store/guilds.js";
import type { Trx } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { subscriptionsBeside } from "../store/subscriptions.js";
import { keyText } from "./dedupe.js";

/**
 * Deletes those pending deliveries of a subscription that its channel gets, or got, by another one, and returns the
 * others: overlapping subscriptions of a channel announce a paper once. What is in a message already stays there; of
 * what is pending everywhere, the subscription that `outranks` the others announces it.
 */
export async function dropDuplicates(
  trx: Trx,
  subscription: Subscription,
  pending: readonly Delivery[],
): Promise<readonly Delivery[]> {
  if (pending.length === 0) return pending;
  const beside = await subscriptionsBeside(trx, subscription);
  if (beside.length === 0) return pending;
  const above = new Set(beside.filter((other) => outranks(other, subscription)).map(({ id }) => id));
  const others = await deliveriesOfSubscriptions(
    trx,
    beside.map(({ id }) => id),
    pending.map(({ paperId }) => paperId),
  );
  const taken = new Set(
    others.filter((other) => other.isComposed || above.has(other.subscriptionId)).map(keyText),
  );
  for (const delivery of pending) if (taken.has(keyText(delivery))) await deleteDelivery(trx, delivery);
  return pending.filter((delivery) => !taken.has(keyText(delivery)));
}

/**
 * Locks the server of a subscription whose channel has others, before the subscription is taken: of two processes that
 * compose for one channel, the second reads what the first has decided.
 */
export async function lockChannel(trx: Trx, subscription: Subscription): Promise<void> {
  if ((await subscriptionsBeside(trx, subscription)).length > 0) await lockGuild(trx, subscription.guildId);
}

/**
 * Whether a subscription, rather than another of its channel, announces what both match: one that sends at all, with a
 * role or tags, at once, the older one.
 */
export function outranks(a: Subscription, b: Subscription): boolean {
  const [ranks, others] = [ranksOf(a), ranksOf(b)];
  const first = ranks.findIndex((rank, index) => rank !== others[index]);
  if (first >= 0) return (ranks[first] ?? 0) < (others[first] ?? 0);
  return a.createdAt === b.createdAt ? a.id < b.id : a.createdAt < b.createdAt;
}

/** Lower comes first. */
function ranksOf({ state, mentionRoleId, tags, cadence }: Subscription): readonly number[] {
  return [
    ["active", "blocked", "paused"].indexOf(state.kind),
    mentionRoleId !== null || tags.length > 0 ? 0 : 1,
    cadence.kind === "at once" ? 0 : 1,
  ];
}
