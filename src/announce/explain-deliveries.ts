import type { Paper } from "../catalogue/paper.js";
import { changesOfPaper, type RecordedChange } from "../store/changes.js";
import { type DeliveryRow, deliveryRowsOfPaper } from "../store/deliveries.js";
import type { Db } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { subscriptionsOfGuild } from "../store/subscriptions.js";
import { dedupeKeyOf, formatDedupeKey } from "./dedupe.js";
import { filterOf, type ReadFilter } from "./plan-deliveries.js";

/** What became of one change for one subscription. */
export type DeliveryStatus =
  | {
      readonly kind: "told";
      readonly at: number;
      readonly channelId: string | null;
      readonly messageId: string | null;
    }
  /** In `dueAt` milliseconds since 1970; null while an admin has it paused. */
  | { readonly kind: "waiting"; readonly dueAt: number | null }
  | { readonly kind: "sending"; readonly note: string | null }
  | { readonly kind: "refused"; readonly reason: string }
  /** The channel had heard of it from another list. */
  | { readonly kind: "told from another list" }
  | { readonly kind: "subscribed later" }
  | { readonly kind: "kind not wanted" }
  | { readonly kind: "filter does not fit" }
  /** The operator took the change as a new beginning, or the server was without the bot then. */
  | { readonly kind: "not announced" };

export interface DeliveryExplanation {
  readonly subscription: Subscription;
  /** Oldest first. Empty where nothing ever changed: the paper was there at first sight. */
  readonly changes: readonly { readonly change: RecordedChange; readonly fate: DeliveryStatus }[];
}

/**
 * Why a paper was, or was not, announced in a server: for each of its subscriptions, the oldest first.
 *
 * @param lists the lists that the server sees
 */
export async function explainDeliveries(
  db: Db,
  guildId: string,
  { id }: Pick<Paper, "id">,
  { lists, readFilter }: { readonly lists: readonly string[]; readonly readFilter: ReadFilter },
): Promise<DeliveryExplanation[]> {
  const changes = (await changesOfPaper(db, id)).filter(({ listId }) => lists.includes(listId));
  const fates = await deliveryRowsOfPaper(db, guildId, id);
  const subscriptions = await subscriptionsOfGuild(db, guildId);
  const channelOf = new Map(subscriptions.map(({ id, channelId }) => [id, channelId]));
  const toldOf = (change: RecordedChange, channelId: string) =>
    changes.some(
      (other) =>
        other.listId !== change.listId &&
        formatDedupeKey(dedupeKeyOf(other)) === formatDedupeKey(dedupeKeyOf(change)) &&
        fates.some(
          ({ changeId, subscriptionId }) =>
            changeId === other.id && channelOf.get(subscriptionId) === channelId,
        ),
    );
  return subscriptions.map((subscription) => ({
    subscription,
    changes: changes.map((change) => {
      const delivered = fates.find(
        (fate) => fate.subscriptionId === subscription.id && fate.changeId === change.id,
      );
      if (delivered) return { change, fate: fateOf(delivered, subscription) };
      const fate = whyNot(change, subscription, readFilter);
      const isTold = fate.kind === "not announced" && toldOf(change, subscription.channelId);
      return { change, fate: isTold ? { kind: "told from another list" } : fate };
    }),
  }));
}

function fateOf(delivered: DeliveryRow, { dueAt }: Subscription): DeliveryStatus {
  const { step, sentAt, note, postedChannelId, postedMessageId } = delivered;
  if (step === null) return { kind: "waiting", dueAt };
  if (sentAt !== null) {
    return { kind: "told", at: sentAt, channelId: postedChannelId, messageId: postedMessageId };
  }
  return step === "refused" ? { kind: "refused", reason: note ?? "" } : { kind: "sending", note };
}

function whyNot(change: RecordedChange, subscription: Subscription, readFilter: ReadFilter): DeliveryStatus {
  if (change.recordedAt < subscription.createdAt) return { kind: "subscribed later" };
  if (!subscription.kinds.includes(change.kind)) return { kind: "kind not wanted" };
  const fits = filterOf(subscription.query, readFilter)(change);
  return fits ? { kind: "not announced" } : { kind: "filter does not fit" };
}
