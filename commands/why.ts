import type { DeliveryExplanation, DeliveryStatus } from "../src/announce/explain-deliveries.js";
import type { Paper } from "../src/catalogue/paper.js";
import { defineCommand } from "../src/interactions/command.js";
import { required, text } from "../src/interactions/option.js";
import { path, word } from "../src/interactions/path.js";
import { route } from "../src/interactions/route.js";
import { code, escapeMarkdown, safe } from "../src/interactions/text.js";
import { UserError } from "../src/interactions/user-error.js";
import { separator, textBlock, type View } from "../src/interactions/view.js";
import { headline } from "../src/views/announcement-view.js";
import { askWhich, closestPaper } from "../src/views/closest.js";
import type { Context } from "../src/views/context.js";
import { requireAnnouncing } from "../src/views/require-announcing.js";
import { ago, settingsLine } from "../src/views/subscription-lines.js";
import { suggestTitles } from "../src/views/suggestions.js";

const whyPath = path<{ id: string }>("why", { id: word });

export const why = defineCommand({
  name: "why",
  description: "Say why a paper was, or was not, announced in this server",
  for: "members",
  options: {
    paper: required(text("Its title, or the beginning of it", { maxLength: 300, suggest: suggestTitles })),
  },
  run({ paper: title }, context) {
    requireAnnouncing(context);
    const closest = closestPaper(title, context.listView);
    if (closest.kind !== "unsure") return showWhy(closest.paper, context);
    return askWhich(title, closest.papers, ({ id }) => whyPath.at({ id }));
  },
  routes: [
    route(
      whyPath,
      ({ id }, context) => {
        const paper = context.listView.byId.get(id);
        if (paper === undefined) throw new UserError("This paper is not in the list any more.");
        return showWhy(paper, context);
      },
      "members",
    ),
  ],
});

async function showWhy(paper: Paper, context: Context): Promise<View> {
  const { announcing, guildId } = requireAnnouncing(context);
  const reasons = await announcing.explainDeliveries(guildId, paper);
  return {
    kind: "view",
    blocks: [
      textBlock(`### Why, or why not: ${safe(paper.title, 300)}`),
      ...(reasons.length === 0
        ? [textBlock("This server has no subscriptions: nothing is announced here.")]
        : []),
      ...reasons.slice(0, 12).flatMap((reason) => [separator, textBlock(...explain(reason))]),
    ],
  };
}

function explain({ subscription, changes }: DeliveryExplanation): string[] {
  if (changes.length === 0) {
    return [
      settingsLine(subscription),
      "-# Not announced: it has been in the list since before anything was recorded.",
    ];
  }
  return [
    settingsLine(subscription),
    ...changes
      .slice(-5)
      .map(
        ({ change, status }) =>
          `-# ${headline(change.kind, change.paper)}: ${explainStatus(status, subscription.query)}`,
      ),
  ];
}

function explainStatus(status: DeliveryStatus, query: string): string {
  switch (status.kind) {
    case "announced":
      return `announced ${ago(status.at)}${status.channelId === null ? "" : ` in <#${status.channelId}>`}`;
    case "pending":
      return status.dueAt === null
        ? "waits while the subscription is paused"
        : `will be announced ${ago(status.dueAt)}`;
    case "sending":
      return `is on its way${status.note === null ? "" : `: ${escapeMarkdown(status.note)}`}`;
    case "refused":
      return `refused by Discord: ${escapeMarkdown(status.reason)}`;
    case "announced from another list":
      return "not announced again: this channel had heard of it from another list";
    case "subscribed later":
      return "not announced: it changed before this was subscribed to";
    case "kind not wanted":
      return "not announced: this subscription is not about such changes";
    case "filter does not match":
      return `not announced: ${code(query)} does not find it`;
    case "not announced":
      return "not announced: the revision was taken as a new beginning, or this server was without the bot or did not see the list then";
  }
}
