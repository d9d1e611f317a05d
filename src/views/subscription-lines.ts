import { path, word } from "../interactions/path.js";
import { code, safe } from "../interactions/text.js";
import type { ListView } from "../lists/list-view.js";
import type { Subscription, SubscriptionSettings } from "../store/subscription.js";
import { formatCadence } from "./cadence.js";
import { formatKinds } from "./change-kinds.js";
import type { Context } from "./context.js";
import { splitLists } from "./list-of-query.js";
import { relativeTime } from "./timestamp.js";

/** One subscription, with its state and what can be done with it. */
export const subscriptionPath = path<{ id: string }>("subscription", { id: word });

/**
 * A subscription as people name it, its channel, filter, lists and time, and then how it announces:
 * `<#1> · for "vit" · in Efficient LLM · daily at 9:00 UTC · new papers`.
 */
export function settingsLine(settings: Omit<SubscriptionSettings, "guildId">, listView: ListView): string {
  const { channelId, kinds, mentionRoleId, thread, publish, quiet, tags } = settings;
  return [
    `<#${channelId}>`,
    ...filterParts(
      settings,
      listView,
      (query) => `for ${code(query)}`,
      (name) => safe(name, 60),
    ),
    formatCadence(settings.cadence),
    formatKinds(kinds),
    ...(mentionRoleId === null ? [] : [`mentions <@&${mentionRoleId}>`]),
    ...(thread ? ["with a thread"] : []),
    ...(quiet ? ["without a notification"] : []),
    ...(publish ? ["published"] : []),
    ...(tags.length === 0 ? [] : [`tagged ${tags.map((tag) => safe(tag, 50)).join(", ")}`]),
  ].join(" · ");
}

/** The same name in plain text, for a menu: `#papers · vit · in Efficient LLM · daily at 9:00 UTC`. */
export function plainName(
  settings: SubscriptionSettings,
  { listView, channels }: Pick<Context, "listView" | "channels">,
): string {
  const channel = channels.nameOf(settings.guildId, settings.channelId) ?? "deleted channel";
  const filter = filterParts(
    settings,
    listView,
    (query) => query,
    (name) => name,
  );
  return [`#${channel}`, ...filter, formatCadence(settings.cadence)].join(" · ");
}

function filterParts(
  { query }: Pick<SubscriptionSettings, "query">,
  listView: ListView,
  showQuery: (query: string) => string,
  showName: (name: string) => string,
): string[] {
  const { lists, rest } = splitLists(query, listView);
  const names = listView.lists.filter(({ id }) => lists.includes(id)).map(({ name }) => showName(name));
  return [
    rest === "" ? "any paper" : showQuery(rest),
    ...(names.length === 0 ? [] : [`in ${names.join(", ")}`]),
  ];
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
