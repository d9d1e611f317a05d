import { code } from "../interactions/text.js";
import type { Subscription, SubscriptionSettings } from "../store/subscription.js";
import { formatCadence } from "./cadence.js";
import { formatKinds } from "./change-kinds.js";

/** What a subscription asks for: `<#1> · new papers · for "vit" · daily at 9:00 UTC`. */
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

/** How a subscription is doing: its state with the reason and since when, its last delivery, its next one. */
export function stateLine({ state, lastSentAt, dueAt, cadence }: Subscription): string {
  const last = lastSentAt === null ? "nothing sent yet" : `last sent ${ago(lastSentAt)}`;
  switch (state.kind) {
    case "active":
      return `🟢 active · ${last}${dueAt === null || cadence.kind === "at once" ? "" : ` · next digest ${ago(dueAt)}`}`;
    case "paused":
      return `⏸️ paused by an admin ${ago(state.since)} · ${last} · what changes meanwhile is told afterwards`;
    case "blocked":
      return (
        `🔴 waiting since ${ago(state.since)}: ${state.reason} · ${last}` +
        `${dueAt === null ? "" : ` · tries again ${ago(dueAt)}`}`
      );
  }
}

/** An instant as people's own clocks show it. */
export function ago(milliseconds: number): string {
  return `<t:${Math.floor(milliseconds / 1000)}:R>`;
}
