import type { APIEmbed } from "discord-api-types/v10";
import type { Announcement } from "../announce/announcement.js";
import type { AnnouncementView, MessageBody } from "../announce/messenger.js";
import type { Revision } from "../catalogue/change.js";
import { type DetailsOf, withDetails } from "../catalogue/details.js";
import type { Paper } from "../catalogue/paper.js";
import { limits } from "../interactions/limits.js";
import { path, wholeNumber, word } from "../interactions/path.js";
import { plainLine, safe, safeUrl, safeWithin, truncate } from "../interactions/text.js";
import { accent, type Button, button, linkButton, rows } from "../interactions/view.js";
import type { FeaturedPaper } from "../store/featured-papers.js";
import type { Cadence, Subscription } from "../store/subscription.js";
import { alertsButton } from "./alerts-path.js";
import {
  type AnnouncedChange,
  headline,
  listsLine,
  type MessageContext,
  sourceLine,
  withMention,
} from "./announced.js";
import { digestMessage } from "./digest-view.js";
import { interestButton } from "./interest-button.js";
import { firstOfEachKind, linkLabels } from "./link-labels.js";
import { authorsLine, published } from "./paper-lines.js";
import { countKinds } from "./summary.js";

/**
 * An announcement's *Details* button; also the recovery marker. Its name stays `told`: the messages of earlier versions
 * carry it.
 */
export const announcementPath = path<{ page: number; id: string }>("told", { page: wholeNumber, id: word });

/** The announcement that a custom_id is a button of; null for any other. */
export function announcementOf(customId: string): string | null {
  const prefix = `${announcementPath.name}:`;
  if (!customId.startsWith(prefix)) return null;
  return announcementPath.read(customId.slice(prefix.length))?.id ?? null;
}

/** Link buttons beside *Details* and *Interesting*. */
const maxLinks = 3;

const spans: Readonly<Record<Cadence["kind"], string | null>> = {
  "at once": null,
  daily: "day",
  weekly: "week",
  monthly: "month",
};

/**
 * Renders announcements.
 *
 * @param listName the name of a list by its id
 * @param detailsOf what is known of a paper besides its list; an announcement waits for nothing
 */
export function createAnnouncementView(
  listName: (listId: string) => string,
  detailsOf: DetailsOf = () => null,
) {
  const described = <One extends { readonly paper: Paper }>(one: One): One => ({
    ...one,
    paper: withDetails(one.paper, detailsOf),
  });
  return (announcement: Announcement): AnnouncementView => {
    const { id, subscription } = announcement;
    const changes = announcement.changes.map(described);
    const featured = (announcement.featured ?? []).map(described);
    const isAlert = subscription.channelKind === "dm";
    const context = {
      listName,
      mention: subscription.mentionRoleId,
      marker: announcementPath.at({ page: 0, id }),
      span: spans[subscription.cadence.kind],
    };
    const only = changes.length + featured.length === 1 ? (changes[0] ?? featured[0]) : undefined;
    if (only === undefined) {
      return {
        body: digestMessage(changes, featured, context, isAlert ? [alertsButton] : []),
        threadName: threadName(countKinds(changes), changes, featured),
      };
    }
    const says =
      "revision" in only ? saysOfChange(only, context) : saysOfFeatured(only, subscription, context);
    const more = [isAlert ? alertsButton : interestButton(only.paper.id, announcement.votes ?? 0)];
    return {
      body: paperMessage(only, says, context, more),
      threadName: threadName(only.paper.title, [], []),
    };
  };
}

function threadName(
  name: string,
  changes: readonly AnnouncedChange[],
  featured: readonly FeaturedPaper[],
): string {
  const title = changes.length === 0 ? (featured[0]?.paper.title ?? name) : name;
  return truncate(plainLine(title), 100) || "New papers";
}

/** A sentence that reads well as a notification. */
function saysOfChange(
  { kind, paper, listId }: AnnouncedChange,
  { listName }: Pick<MessageContext, "listName">,
): string {
  if (kind === "also-listed")
    return `Also in ${listsLine([{ listId }], listName)} now: ${safe(paper.title, 300)}`;
  const where = kind === "added" && paper.venue !== null ? ` · ${published(paper)}` : "";
  return `${headline(kind, paper)}: ${safe(paper.title, 300)}${where}`;
}

function saysOfFeatured(
  { kind, paper, listId, votes }: FeaturedPaper,
  { kinds }: Subscription,
  { listName, span }: MessageContext,
): string {
  const where = paper.venue === null ? "" : ` · ${published(paper)}`;
  const title = `${safe(paper.title, 300)}${where}`;
  const time = span ?? "week";
  if (kind === "top") return `Top of the ${time}: ${title} (⭐ ${votes})`;
  if (kinds.includes("pick")) return `Paper of the ${time}: ${title}`;
  return `Nothing new this ${time}; a pick from ${listsLine([{ listId }], listName)}: ${title}`;
}

/** One paper: a sentence, a card, and a button a link. */
function paperMessage(
  {
    listId,
    paper,
    revision = null,
  }: { readonly listId: string; readonly paper: Paper; readonly revision?: Revision | null },
  says: string,
  context: MessageContext,
  more: readonly Button[],
): MessageBody {
  const url = bestUrl(paper);
  const embed: APIEmbed = {
    color: accent,
    title: safeWithin(paper.title, limits.embedTitle),
    ...(url === null ? {} : { url }),
    description: [
      published(paper),
      authorsLine(paper, 300),
      ...(paper.tags.length === 0 ? [] : [safe(paper.tags.join(" · "), 200)]),
      sourceLine([{ listId }], revision, context.listName),
    ]
      .filter((line) => line !== "")
      .join("\n"),
  };
  const links = firstOfEachKind(paper.links)
    .filter(({ kind }) => kind !== "paper with code")
    .flatMap(
      ({ kind, label, url }) => linkButton(kind === "other" ? label || "Link" : linkLabels[kind], url) ?? [],
    );
  // The title leads to the first one already.
  const shown = links.length > maxLinks ? links.slice(1, maxLinks + 1) : links;
  return {
    ...withMention(says, context.mention),
    embeds: [embed],
    components: rows([button("Details", context.marker, { emoji: "🗞️" }), ...more, ...shown]),
  };
}

/** The first of a paper's links that fits into an embed: Discord refuses the whole message for one too long. */
function bestUrl(paper: Paper): string | null {
  return firstOfEachKind(paper.links).flatMap(({ url }) => embedUrl(url) ?? [])[0] ?? null;
}

function embedUrl(url: string): string | null {
  const safe = safeUrl(url);
  return safe !== null && safe.length <= limits.embedUrl ? safe : null;
}
