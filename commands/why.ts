import type { DeliveryExplanation, DeliveryStatus } from "../src/announce/explain-deliveries.js";
import type { Paper } from "../src/catalogue/paper.js";
import { required, text } from "../src/interactions/option.js";
import { path, word } from "../src/interactions/path.js";
import type { Route } from "../src/interactions/route.js";
import { code, escapeMarkdown, safe } from "../src/interactions/text.js";
import { UserError } from "../src/interactions/user-error.js";
import { separator, textBlock, type View } from "../src/interactions/view.js";
import { headline } from "../src/views/announced.js";
import { askWhich, closestPaper } from "../src/views/closest.js";
import type { Context } from "../src/views/context.js";
import { defineCommand, route } from "../src/views/define.js";
import { requireServerAnnouncing } from "../src/views/require-announcing.js";
import { settingsLine } from "../src/views/subscription-lines.js";
import { suggestTitles } from "../src/views/suggestions.js";
import { relativeTime } from "../src/views/timestamp.js";

const whyPath = path<{ id: string }>("why", { id: word });

export const why = defineCommand({
  name: "why",
  description: "Say why a paper was, or was not, announced in this server",
  for: "members",
  options: {
    paper: required(text("Its title, or the beginning of it", { maxLength: 300, suggest: suggestTitles })),
  },
  run({ paper: title }, context) {
    requireServerAnnouncing(context);
    const closest = closestPaper(title, context.listView);
    if (closest.kind !== "unsure") return showWhy(closest.paper, context);
    return askWhich(title, closest.papers, ({ id }) => whyPath.at({ id }));
  },
});

export const whyRoutes: readonly Route<Context>[] = [
  route(
    whyPath,
    ({ id }, context) => {
      const paper = context.listView.byId.get(id);
      if (paper === undefined) throw new UserError("This paper is not in the list any more.");
      return showWhy(paper, context);
    },
    "members",
  ),
];

async function showWhy(paper: Paper, context: Context): Promise<View> {
  const { announcing, guildId } = requireServerAnnouncing(context);
  const reasons = await announcing.explainDeliveries(guildId, paper);
  return {
    kind: "view",
    blocks: [
      textBlock(`### Why, or why not: ${safe(paper.title, 300)}`),
      ...(reasons.length === 0
        ? [textBlock("This server has no subscriptions: nothing is announced here.")]
        : []),
      ...reasons.slice(0, 12).flatMap((reason) => [separator, textBlock(...explain(reason, context))]),
    ],
  };
}

function explain({ subscription, changes, isPast }: DeliveryExplanation, { listView }: Context): string[] {
  if (changes.length === 0 && !isPast) {
    return [
      settingsLine(subscription, listView),
      "-# Not announced: it was in the list before changes were recorded, or they are too old to be kept.",
    ];
  }
  return [
    settingsLine(subscription, listView),
    ...(isPast ? ["-# It was announced, so long ago that the details are not kept any more."] : []),
    ...changes
      .slice(-5)
      .map(
        ({ change, status }) =>
          `-# ${headline(change.kind, change.paper)}: ${statusText(status, subscription.query)}`,
      ),
  ];
}

function statusText(status: DeliveryStatus, query: string): string {
  switch (status.kind) {
    case "announced":
      return `announced ${relativeTime(status.at)}${status.channelId === null ? "" : ` in <#${status.channelId}>`}`;
    case "pending":
      return status.dueAt === null
        ? "pending while the subscription is paused"
        : `will be announced ${relativeTime(status.dueAt)}`;
    case "sending":
      return `is being sent${status.note === null ? "" : `: ${escapeMarkdown(status.note)}`}`;
    case "refused":
      return `refused by Discord: ${escapeMarkdown(status.reason)}`;
    case "announced already":
      return "not announced again: another subscription of this channel, or another list, has announced it there";
    case "had already":
      return "not announced as new: a list that this server sees had it already";
    case "subscribed later":
      return "not announced: it changed before this subscription was made";
    case "kind not wanted":
      return "not announced: this subscription does not include such changes";
    case "filter does not match":
      return `not announced: ${code(query)} does not find it`;
    case "not announced":
      return "not announced: accepted as a baseline, or the bot or the list was not active here then";
  }
}
