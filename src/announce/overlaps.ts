import type { Subscription, SubscriptionSettings } from "../store/subscription.js";
import { dedupeKeyOf, keyText } from "./dedupe.js";
import { outranks } from "./drop-duplicates.js";
import type { Preview } from "./preview.js";

/** Another subscription of the same channel that announces some of the same. */
export interface Overlap {
  readonly other: Subscription;
  /** Changes of the history that both match. */
  readonly shared: number;
  /** Whether the other one announces what both match. */
  readonly isTheirs: boolean;
}

/** Where settings overlap with a server's other subscriptions: both match the same changes, or one has no filter. */
export function overlapsOf(
  settings: SubscriptionSettings,
  all: readonly Subscription[],
  preview: Preview,
): Overlap[] {
  const keysOf = (one: SubscriptionSettings) =>
    new Set(preview(one).map((change) => keyText(dedupeKeyOf(change))));
  const mine = keysOf(settings);
  return all
    .filter(({ channelId, query, kinds }) => {
      const isSame = query === settings.query && kinds.join() === settings.kinds.join();
      return (
        channelId === settings.channelId && !isSame && kinds.some((kind) => settings.kinds.includes(kind))
      );
    })
    .flatMap((other): Overlap[] => {
      const theirs = keysOf(other);
      const shared = [...mine].filter((key) => theirs.has(key)).length;
      const isCertain = [settings.query, other.query].includes("") || settings.query === other.query;
      const isTheirs = outranks(other, { ...other, ...settings, createdAt: Number.MAX_SAFE_INTEGER });
      return shared > 0 || isCertain ? [{ other, shared, isTheirs }] : [];
    });
}
