import type { Paper } from "../catalogue/paper.js";
import { changesOfPaper, type RecordedChange } from "../store/changes.js";
import { type DeliveryFate, fatesOfPaper } from "../store/deliveries.js";
import type { Db } from "../store/schema.js";
import type { Subscription } from "../store/subscription.js";
import { subscriptionsOfGuild } from "../store/subscriptions.js";
import type { ReadFilter } from "./plan-deliveries.js";

/** What became of one change for one subscription. */
export type Fate =
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
  | { readonly kind: "subscribed later" }
  | { readonly kind: "kind not wanted" }
  | { readonly kind: "filter does not fit" }
  /** The operator took the change as a new beginning, or the server was without the bot then. */
  | { readonly kind: "not announced" };

export interface WhyOfSubscription {
  readonly subscription: Subscription;
  /** Oldest first. Empty where nothing ever changed: the paper was there at first sight. */
  readonly changes: readonly { readonly change: RecordedChange; readonly fate: Fate }[];
}

/** Why a paper was, or was not, announced in a server: for each of its subscriptions, the oldest first. */
export async function why(
  db: Db,
  guildId: string,
  paper: Paper,
  readFilter: ReadFilter,
): Promise<WhyOfSubscription[]> {
  const changes = await changesOfPaper(db, paper.id);
  const fates = await fatesOfPaper(db, guildId, paper.id);
  const subscriptions = await subscriptionsOfGuild(db, guildId);
  return subscriptions.map((subscription) => ({
    subscription,
    changes: changes.map((change) => {
      const delivered = fates.find(
        (fate) => fate.subscriptionId === subscription.id && fate.changeId === change.id,
      );
      const fate = delivered ? fateOf(delivered, subscription) : whyNot(change, subscription, readFilter);
      return { change, fate };
    }),
  }));
}

function fateOf(delivered: DeliveryFate, { dueAt }: Subscription): Fate {
  const { step, sentAt, note, postedChannelId, postedMessageId } = delivered;
  if (step === null) return { kind: "waiting", dueAt };
  if (sentAt !== null) {
    return { kind: "told", at: sentAt, channelId: postedChannelId, messageId: postedMessageId };
  }
  return step === "refused" ? { kind: "refused", reason: note ?? "" } : { kind: "sending", note };
}

function whyNot(change: RecordedChange, subscription: Subscription, readFilter: ReadFilter): Fate {
  if (change.recordedAt < subscription.createdAt) return { kind: "subscribed later" };
  if (!subscription.kinds.includes(change.kind)) return { kind: "kind not wanted" };
  const fits = subscription.query === "" || readFilter(subscription.query)?.(change.paper);
  return fits ? { kind: "not announced" } : { kind: "filter does not fit" };
}
