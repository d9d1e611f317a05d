import type { Subscription } from "../store/subscription.js";

/** What a server is told when announcements can not reach a channel. Mentions the channel, and nobody. */
export function blockedNotice({ channelId }: Pick<Subscription, "channelId">, reason: string): string {
  return (
    `Announcements for <#${channelId}> are waiting: ${reason}. ` +
    "Nothing is lost: they go on by themselves, with what was missed, once that is put right. " +
    "/subscriptions shows more."
  );
}
