import { escapeMarkdown, safe } from "../interactions/text.js";
import type { Subscription } from "../store/subscription.js";
import type { Context } from "./context.js";
import { missingTags } from "./forum-tags.js";
import { requireServerAnnouncing } from "./require-announcing.js";
import { settingsLine, stateLine } from "./subscription-lines.js";

/** Papers that Discord refused, of one subscription. */
const maxRefusedShown = 3;

/** A subscription's settings and its state, and whatever is wrong with it, a line each. */
export async function describeSubscription(
  subscription: Subscription,
  context: Context,
  number = "",
): Promise<string[]> {
  const { announcing } = requireServerAnnouncing(context);
  const refused = await announcing.refusedOf(subscription);
  const { unsent, unfinished } = await announcing.troublesOf(subscription);
  const problem = announcing.problemWith(subscription);
  const warnings = [
    ...(isMissing(subscription, context)
      ? ["Its channel was deleted: open it to move it to another, or to remove it."]
      : serverWarnings(subscription, context)),
    ...(unsent === null ? [] : [`Not sent yet: ${escapeMarkdown(unsent)}.`]),
    ...(unfinished === null ? [] : [`At the last announcement, ${escapeMarkdown(unfinished)}.`]),
    ...refused
      .slice(0, maxRefusedShown)
      .map(
        ({ title, reason }) =>
          `Not sent: **${safe(title, 100)}**. Discord refuses it: ${escapeMarkdown(reason)}`,
      ),
    ...(problem === null ? [] : [`Receives nothing: ${escapeMarkdown(problem.message)}`]),
  ];
  return [
    `${number}${settingsLine(subscription, context.listView)}`,
    `-# ${stateLine(subscription)}`,
    ...warnings.map((warning) => `⚠️ ${warning}`),
  ];
}

/** What the gateway says of its role, its tags and the bot's permissions. */
function serverWarnings(subscription: Subscription, { channels }: Context): string[] {
  const { guildId, channelId, mentionRoleId, tags } = subscription;
  const lost = missingTags(channels.tagsOf(guildId, channelId), tags);
  const lacking = channels.missingFor(subscription);
  return [
    ...(mentionRoleId !== null && channels.hasLostRole(guildId, mentionRoleId)
      ? ["Its role was deleted: nobody is mentioned."]
      : []),
    ...(lost.length === 0
      ? []
      : [`The forum has no tag ${lost.map((tag) => `"${safe(tag, 50)}"`).join(", ")} that the bot may use.`]),
    ...(lacking.length === 0
      ? []
      : [`The bot lacks ${lacking.map((name) => `**${name}**`).join(", ")} there.`]),
  ];
}

/** Whether the channel is gone, as far as the gateway says. */
export function isMissing({ guildId, channelId }: Subscription, { channels }: Context): boolean {
  return channels.kindOf(guildId, channelId) === null;
}
