import type { Paper } from "../catalogue/paper.js";
import { changesOfPaper, type RecordedChange } from "../store/changes.js";
import { type DeliveryRow, deliveryRowsOfPaper, pastSubscriptionsOfPaper } from "../store/deliveries.js";
import type { Db } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { subscriptionsOfGuild } from "../store/subscriptions.js";
import { dedupeKeyOf, impliedKeys } from "./dedupe.js";
import { filterOf, type ReadFilter } from "./filter.js";

/** The state of one change for one subscription. */
export type DeliveryStatus =
  | {
      readonly kind: "announced";
      readonly at: number;
      readonly channelId: string | null;
      readonly messageId: string | null;
    }
  /** `dueAt` in milliseconds since 1970; null while an admin has the subscription paused. */
  | { readonly kind: "pending"; readonly dueAt: number | null }
  | { readonly kind: "sending"; readonly note: string | null }
  | { readonly kind: "refused"; readonly reason: string }
  /** Another subscription of this channel, or another list, has announced the same in it. */
  | { readonly kind: "announced already" }
  /** It is not new: another list that the server sees, and the subscription asks for, had it before. */
  | { readonly kind: "had already" }
  | { readonly kind: "subscribed later" }
  | { readonly kind: "kind not wanted" }
  | { readonly kind: "filter does not match" }
  /** The operator accepted the change as a baseline, or the bot or the list was not active in the server then. */
  | { readonly kind: "not announced" };

export interface DeliveryExplanation {
  readonly subscription: Subscription;
  /** Whether it was announced so long ago that its changes are deleted. */
  readonly isPast: boolean;
  /** Oldest first. Empty if nothing was recorded, since the list is watched or in as far back as is kept. */
  readonly changes: readonly { readonly change: RecordedChange; readonly status: DeliveryStatus }[];
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
  const rows = await deliveryRowsOfPaper(db, guildId, id);
  const past = await pastSubscriptionsOfPaper(db, guildId, id);
  const subscriptions = await subscriptionsOfGuild(db, guildId);
  const implied = rows.flatMap(({ channelId, changeId }) => {
    const announced = changes.find((change) => change.id === changeId);
    if (announced === undefined) return [];
    return impliedKeys(dedupeKeyOf(announced), announced.paper).map((key) => ({ ...key, channelId }));
  });
  const hasDuplicate = (change: RecordedChange, channelId: string) => {
    const { kind, discriminator } = dedupeKeyOf(change);
    return [...rows, ...implied].some(
      (row) => row.channelId === channelId && row.kind === kind && row.discriminator === discriminator,
    );
  };
  return subscriptions.map((subscription) => ({
    subscription,
    isPast: past.includes(subscription.id),
    changes: changes.map((change) => {
      const row = rows.find((row) => row.subscriptionId === subscription.id && row.changeId === change.id);
      if (row) return { change, status: statusOf(row, subscription) };
      const status = whyNotPlanned(change, subscription, readFilter);
      if (status.kind !== "not announced") return { change, status };
      if (hasDuplicate(change, subscription.channelId))
        return { change, status: { kind: "announced already" } };
      return { change, status: wasAlsoListed(change, changes) ? { kind: "had already" } : status };
    }),
  }));
}

/** Whether another list had the paper when it was added to this one. */
function wasAlsoListed(change: RecordedChange, changes: readonly RecordedChange[]): boolean {
  const isTwin = (other: RecordedChange) =>
    other.kind === "also-listed" &&
    other.listId === change.listId &&
    other.revision.sha === change.revision.sha;
  return change.kind === "added" && changes.some(isTwin);
}

function statusOf(row: DeliveryRow, { dueAt }: Subscription): DeliveryStatus {
  const { step, sentAt, note, postedChannelId, postedMessageId } = row;
  if (step === null) return { kind: "pending", dueAt };
  if (sentAt !== null) {
    return { kind: "announced", at: sentAt, channelId: postedChannelId, messageId: postedMessageId };
  }
  return step === "refused" ? { kind: "refused", reason: note ?? "" } : { kind: "sending", note };
}

function whyNotPlanned(
  change: RecordedChange,
  subscription: Subscription,
  readFilter: ReadFilter,
): DeliveryStatus {
  if (change.recordedAt < subscription.createdAt) return { kind: "subscribed later" };
  if (!subscription.kinds.includes(change.kind)) return { kind: "kind not wanted" };
  const isMatch = filterOf(subscription.query, readFilter, [change])(change);
  return isMatch ? { kind: "not announced" } : { kind: "filter does not match" };
}
