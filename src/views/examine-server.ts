import { count, escapeMarkdown, safe } from "../interactions/text.js";
import type { ServedList } from "../lists/list-view.js";
import type { ListState } from "../lists/lists.js";
import { bad, type Finding, good, warning } from "../operations/finding.js";
import type { Subscription } from "../store/subscription.js";
import type { Context } from "./context.js";
import { requireServerAnnouncing } from "./require-announcing.js";
import { relativeTime } from "./timestamp.js";

/** A heartbeat that takes longer than this makes answers late. Milliseconds. */
const slowGateway = 1_000;
/** A message that is on its way for longer than this is late. Milliseconds. */
const maxWay = 10 * 60_000;

/** Everything that can keep this server from its announcements, each with what to do. @param now milliseconds since 1970 */
export async function examineServer(context: Context, now: number): Promise<readonly Finding[]> {
  const found = [examineGateway(context), ...(await examineLists(context))];
  if (context.announcing === null) {
    return [
      ...found,
      good("Announcements", "This bot serves lists that do not change: there is nothing to announce."),
    ];
  }
  if (context.announcing === "starting") {
    return [...found, warning("Announcements", "Paperboy is starting.", "Look again in a minute.")];
  }
  return [...found, ...(await examineSubscriptions(context)), await examineBacklog(context, now)];
}

function examineGateway({ facts: { latency } }: Context): Finding {
  const name = "Connection to Discord";
  if (latency === null) return good(name, "Connected; the delay is not measured yet.");
  const text = `${Math.round(latency)} ms to Discord.`;
  return latency < slowGateway
    ? good(name, text)
    : warning(
        name,
        text,
        "Answers may come too late: ask the bot's operator whether its machine is overloaded.",
      );
}

async function examineLists({ listView: { lists }, lists: service }: Context): Promise<readonly Finding[]> {
  if (lists.length === 0) {
    return [
      bad(
        "Lists",
        "This server sees no list, so nothing is found or announced.",
        "Choose lists with `/lists`.",
      ),
    ];
  }
  const states = await service.states(lists.map(({ id }) => id));
  const problems = lists.flatMap((list) => problemOfList(list, states.get(list.id)) ?? []);
  const healthy = lists.length - problems.length;
  const sum = lists.length === 1 ? "The list is read." : `${healthy} of ${lists.length} lists are read.`;
  return healthy > 0 ? [good("Lists", sum), ...problems] : problems;
}

function problemOfList(list: ServedList, state: ListState | undefined): Finding | null {
  const name = `List ${safe(list.name, 60)}`;
  const last = state?.checks?.last;
  if (last?.outcome === "failed") {
    const remedy =
      list.papers.length > 0
        ? "The last good version is served, and it is tried again."
        : "It is tried again.";
    return bad(
      name,
      `It could not be read: ${escapeMarkdown(last.reason ?? "")}`,
      `${remedy} Tell its maintainers or the bot's operator if this stays.`,
    );
  }
  if (last?.outcome === "held") {
    return warning(
      name,
      "A revision looks like an accident and is held.",
      "The bot's operator has to release it, or the list's maintainers to correct it.",
    );
  }
  if (list.isLoading) return warning(name, "It is still being read.", "Look again in a minute.");
  if (list.papers.length > 0) return null;
  return bad(
    name,
    "No paper could be read in it.",
    "Check the file that is configured, and the list with `paperboy check`.",
  );
}

async function examineSubscriptions(context: Context): Promise<readonly Finding[]> {
  const { announcing, guildId } = requireServerAnnouncing(context);
  const all = await announcing.subscriptions.list(guildId);
  if (all.length === 0) {
    return [
      warning(
        "Subscriptions",
        "This server has none, so nothing is announced here.",
        "`/subscribe` makes one.",
      ),
    ];
  }
  const problems: Finding[] = [];
  for (const subscription of all) {
    const problem = problemOfSubscription(subscription, context);
    if (problem !== null) problems.push(problem);
    const [refused] = await announcing.refusedOf(subscription);
    if (refused === undefined) continue;
    const text = `**${safe(refused.title, 100)}** was not sent: Discord refuses it: ${escapeMarkdown(refused.reason)}`;
    problems.push(warning(nameOf(subscription), text, "Look at this server's AutoMod rules."));
  }
  const working = all.length - problems.filter(({ verdict }) => verdict === "bad").length;
  return working > 0
    ? [good("Subscriptions", `${working} of ${count(all.length, "subscription")} can announce.`), ...problems]
    : problems;
}

const nameOf = ({ channelId }: Subscription) => `Announcements in <#${channelId}>`;

/** The first thing that keeps it from announcing; null where nothing does. */
function problemOfSubscription(subscription: Subscription, context: Context): Finding | null {
  const { channels } = context;
  const { announcing } = requireServerAnnouncing(context);
  const { guildId, channelId, mentionRoleId, state } = subscription;
  const name = nameOf(subscription);
  if (channels.kindOf(guildId, channelId) === null) {
    return bad(
      name,
      "The channel was deleted, or the bot cannot see it.",
      "Give the bot *View Channel* there, or move or remove the subscription with `/subscriptions`.",
    );
  }
  const missing = channels.missingFor(subscription);
  if (missing.length > 0) {
    const names = missing.map((permission) => `*${permission}*`).join(", ");
    return bad(
      name,
      `The bot lacks ${names}.`,
      `Give the bot ${names} in <#${channelId}>: what was missed is announced then.`,
    );
  }
  const problem = announcing.problemWith(subscription);
  if (problem !== null) {
    return bad(
      name,
      `It receives nothing: ${escapeMarkdown(problem.message)}`,
      "Correct it with `/subscriptions`, *Edit*.",
    );
  }
  if (state.kind === "blocked") {
    return bad(
      name,
      `Discord has refused it since ${relativeTime(state.since)}: ${escapeMarkdown(state.reason)}.`,
      "Correct that in the channel's settings: it is tried again by itself, and `/subscriptions`, *Test* tries it now.",
    );
  }
  if (mentionRoleId !== null && !channels.hasRole(guildId, mentionRoleId)) {
    return warning(
      name,
      "The role that it mentions was deleted.",
      "Choose another one with `/subscribe`, or none.",
    );
  }
  if (state.kind !== "paused") return null;
  return warning(
    name,
    `An admin paused it ${relativeTime(state.since)}.`,
    "`/subscriptions`, *Resume* announces what was missed.",
  );
}

async function examineBacklog(context: Context, now: number): Promise<Finding> {
  const name = "Backlog";
  const { announcing, guildId } = requireServerAnnouncing(context);
  const { pending, oldestUnsent } = await announcing.backlogOf(guildId);
  if (oldestUnsent !== null && now - oldestUnsent > maxWay) {
    return warning(
      name,
      `A message has been on its way since ${relativeTime(oldestUnsent)}.`,
      "Discord takes it late, or not at all: it is tried again. If this stays, tell the bot's operator.",
    );
  }
  return good(
    name,
    pending === 0
      ? "Nothing is pending."
      : `${count(pending, "paper")} to announce, for the next digest or once a channel above works.`,
  );
}
