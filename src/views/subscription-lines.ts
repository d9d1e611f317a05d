import { path, word } from "../interactions/path.js";
import { code } from "../interactions/text.js";
import type { Subscription, SubscriptionSettings } from "../store/subscription.js";
import { formatCadence } from "./cadence.js";
import { formatKinds } from "./change-kinds.js";
import { relativeTime } from "./timestamp.js";

/** One subscription, with its state and what can be done with it. */
export const subscriptionPath = path<{ id: string }>("subscription", { id: word });

/** A subscription's settings: `<#1> · new papers · for "vit" · daily at 9:00 UTC`. */
export function settingsLine(settings: Omit<SubscriptionSettings, "guildId">): string {
  const { channelId, kinds, query, cadence, mentionRoleId, thread, publish } = settings;
  return [
    `<#${channelId}>`,
    formatKinds(kinds),
    query === "" ? "about any paper" : `for ${code(query)}`,
    formatCadence(cadence),
    ...(mentionRoleId === null ? [] : [`mentions <@&${mentionRoleId}>`]),
    ...(thread ? ["with a thread"] : []),
    ...(publish ? ["published"] : []),
  ].join(" · ");
}

/** A subscription's state with its reason, its last delivery and its next. */
export function stateLine({ state, lastSentAt, dueAt, cadence }: Subscription): string {
  const last = lastSentAt === null ? "nothing sent yet" : `last sent ${relativeTime(lastSentAt)}`;
  switch (state.kind) {
    case "active":
      return `🟢 active · ${last}${dueAt === null || cadence.kind === "at once" ? "" : ` · next digest ${relativeTime(dueAt)}`}`;
    case "paused":
      return `⏸️ paused by an admin ${relativeTime(state.since)} · ${last} · changes are announced when it is resumed`;
    case "blocked":
      return (
        `🔴 blocked since ${relativeTime(state.since)}: ${state.reason} · ${last}` +
        `${dueAt === null ? "" : ` · next attempt ${relativeTime(dueAt)}`}`
      );
  }
}
