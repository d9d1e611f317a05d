import type { SaveOutcome } from "../src/announce/subscriptions.js";
import { text } from "../src/interactions/option.js";
import { path, word } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { code, count, escapeMarkdown } from "../src/interactions/text.js";
import { UserError } from "../src/interactions/user-error.js";
import { button, rows, separator, textBlock, type View } from "../src/interactions/view.js";
import type { Subscription, SubscriptionSettings } from "../src/store/subscription.js";
import { alertsPath } from "../src/views/alerts-path.js";
import { formatCadence } from "../src/views/cadence.js";
import { newsKinds } from "../src/views/change-kinds.js";
import type { Context } from "../src/views/context.js";
import { action, defineCommand, route } from "../src/views/define.js";
import { parseCadence } from "../src/views/parse-cadence.js";
import { requireAnnouncing } from "../src/views/require-announcing.js";
import { suggestCadence } from "../src/views/suggest-cadence.js";
import { relativeTime } from "../src/views/timestamp.js";

const paths = {
  pause: path<{ id: string }>("alertoff", { id: word }),
  resume: path<{ id: string }>("alerton", { id: word }),
  remove: path<{ id: string }>("alertgone", { id: word }),
} as const;

export const alerts = defineCommand({
  name: "alerts",
  description: "Save a search, and be told by direct message what is new for it; or see your alerts",
  options: {
    query: text("Only papers that this search finds, such as: vit has:code", { maxLength: 200 }),
    cadence: text("When: daily at 9 Europe/Berlin; weekly on Monday if left out", {
      suggest: (typed) => suggestCadence(typed).filter(({ name }) => name !== "at once"),
    }),
  },
  changes: ({ query, cadence }) => query !== undefined || cadence !== undefined,
  async run({ query, cadence: written }, context) {
    if (query === undefined && written === undefined) return await showAlerts(context);
    const cadence = parseCadence(written ?? "weekly");
    if (cadence === null || cadence.kind === "at once") {
      throw new UserError(
        "Alerts are digests: `cadence` is such as `daily at 9 Europe/Berlin` or `weekly on Monday at 9 UTC`.",
      );
    }
    return await save(settingsOf(context.person.id, { query: query ?? "", cadence }), context);
  },
});

export const alertsRoutes: readonly Route<Context>[] = [
  route(alertsPath, (_, context) => showAlerts(context)),
  action(paths.pause, async ({ id }, context) => {
    await requireAnnouncing(context).subscriptions.pause(context.person.id, id);
    return await showAlerts(context);
  }),
  action(paths.resume, async ({ id }, context) => {
    await requireAnnouncing(context).subscriptions.resume(context.person.id, id);
    return await showAlerts(context);
  }),
  action(paths.remove, async ({ id }, context) => {
    await requireAnnouncing(context).subscriptions.remove(context.person.id, id);
    return await showAlerts(context);
  }),
];

function settingsOf(
  personId: string,
  { query, cadence }: Pick<SubscriptionSettings, "query" | "cadence">,
): SubscriptionSettings {
  return {
    guildId: personId,
    channelId: personId,
    channelKind: "dm",
    query,
    kinds: newsKinds,
    cadence,
    mentionRoleId: null,
    thread: false,
    quiet: false,
    publish: false,
    tags: [],
  };
}

async function save(settings: SubscriptionSettings, context: Context): Promise<View> {
  const announcing = requireAnnouncing(context);
  const outcome = await announcing.subscriptions.save(settings);
  if (!("subscription" in outcome) || outcome.kind === "conflict") throw new UserError(whyNot(outcome));
  const would = await announcing.preview(settings);
  return await showAlerts(
    context,
    headings[outcome.kind],
    `${alertLine(outcome.subscription)}\n-# Over the recorded history that would have been ${count(would.length, "paper")}. It comes as a direct message, and only if there is something new.`,
  );
}

const headings = {
  created: "## 🔔 You will be told",
  changed: "## 🔔 Changed: you had this alert already",
  unchanged: "## 🔔 Unchanged: you have this alert already",
} as const;

function whyNot(outcome: Exclude<SaveOutcome, { kind: keyof typeof headings }>): string {
  switch (outcome.kind) {
    case "too many":
      return `You can have ${outcome.max} alerts: remove one with /alerts first.`;
    case "invalid":
      return escapeMarkdown(outcome.message);
    default:
      return "This alert was changed in the meantime: see /alerts.";
  }
}

async function showAlerts(context: Context, ...heading: readonly string[]): Promise<View> {
  const all = await requireAnnouncing(context).subscriptions.list(context.person.id);
  if (all.length === 0) {
    return {
      kind: "view",
      blocks: [
        textBlock(
          "You have no alerts.",
          "-# `/alerts query:vit has:code cadence:weekly` tells you by direct message what is new for a search.",
        ),
      ],
    };
  }
  return {
    kind: "view",
    blocks: [
      ...(heading.length === 0 ? [] : [textBlock(...heading), separator]),
      textBlock(`### ${count(all.length, "alert")}`),
      ...all.flatMap((alert, index) => [
        textBlock(`**${index + 1}.** ${alertLine(alert)}`, `-# ${stateOf(alert)}`),
        ...rows([
          alert.state.kind === "active"
            ? button("Pause", paths.pause.at({ id: alert.id }), { emoji: "⏸️" })
            : button("Resume", paths.resume.at({ id: alert.id }), { emoji: "▶️" }),
          button("Remove", paths.remove.at({ id: alert.id }), { emoji: "🗑️" }),
        ]),
      ]),
    ],
  };
}

function alertLine({ query, cadence }: Subscription): string {
  return `${query === "" ? "any paper" : code(query)} · ${formatCadence(cadence)}`;
}

function stateOf({ state, lastSentAt, dueAt }: Subscription): string {
  const last = lastSentAt === null ? "nothing sent yet" : `last sent ${relativeTime(lastSentAt)}`;
  if (state.kind === "active") return `🟢 ${last}${dueAt === null ? "" : ` · next ${relativeTime(dueAt)}`}`;
  return `⏸️ paused ${relativeTime(state.since)} · ${last} · what is new is kept until it is resumed`;
}
