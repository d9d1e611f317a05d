import type { APIEmbed } from "discord-api-types/v10";
import type { Announcement } from "../announce/announcement.js";
import type { AnnouncementView, MessageBody } from "../announce/messenger.js";
import type { ChangeKind, Revision } from "../catalogue/change.js";
import { type DetailsOf, withDetails } from "../catalogue/details.js";
import type { Paper } from "../catalogue/paper.js";
import { revisionTime } from "../catalogue/revision-time.js";
import { limits } from "../interactions/limits.js";
import { path, wholeNumber, word } from "../interactions/path.js";
import { count, link, plainLine, safe, safeUrl, safeWithin, truncate } from "../interactions/text.js";
import { accent, button, linkButton, rows } from "../interactions/view.js";
import type { RecordedChange } from "../store/changes.js";
import { firstOfEachKind, linkLabels } from "./link-labels.js";
import { authorsLine, byline, published } from "./paper-lines.js";

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

/** What an announcement shows of a change. */
export type AnnouncedChange = Pick<RecordedChange, "listId" | "kind" | "paper" | "revision">;

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
  return ({ id, subscription, changes: recorded }: Announcement): AnnouncementView => {
    const changes = recorded.map((change) => ({ ...change, paper: withDetails(change.paper, detailsOf) }));
    const context = {
      listName,
      mention: subscription.mentionRoleId,
      marker: announcementPath.at({ page: 0, id }),
    };
    const [first] = changes;
    const single = changes.length === 1 ? first : undefined;
    return {
      body: single ? announcementMessage(single, context) : digestMessage(changes, context),
      threadName: truncate(plainLine(single ? single.paper.title : summary(changes)), 100) || "New papers",
    };
  };
}

interface MessageContext {
  readonly listName: (listId: string) => string;
  /** The role to mention: the only mention that is allowed. */
  readonly mention: string | null;
  /** The custom_id of the message's *Details* button. */
  readonly marker: string;
}

/** One change: a sentence that reads well as a push notification, a card, and a button a link. */
export function announcementMessage(
  { listId, kind, paper, revision }: AnnouncedChange,
  context: MessageContext,
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
    ]
      .filter((line) => line !== "")
      .join("\n"),
    ...source(revision, [context.listName(listId)]),
  };
  const links = firstOfEachKind(paper.links)
    .filter(({ kind }) => kind !== "paper with code")
    .flatMap(
      ({ kind, label, url }) => linkButton(kind === "other" ? label || "Link" : linkLabels[kind], url) ?? [],
    );
  return {
    ...contentFor(`${headline(kind, paper)}: ${safe(paper.title, 300)}`, context.mention),
    embeds: [embed],
    components: rows([button("Details", context.marker, { emoji: "🗞️" }), ...links.slice(0, 4)]),
  };
}

/** Changes that a digest shows; the others are behind its button. */
export const changesPerPage = 8;

/** Several changes in one message; all of them are behind its button. */
export function digestMessage(
  all: readonly AnnouncedChange[],
  { listName, mention, marker }: MessageContext,
): MessageBody {
  const shown = all.slice(0, changesPerPage);
  const newest = all.at(-1)?.revision ?? null;
  const lists = [...new Set(all.map(({ listId }) => listName(listId)))];
  const embed: APIEmbed = {
    color: accent,
    description: linesThatFit(shown.map((change) => digestLine(change))),
    ...source(newest, lists),
  };
  const more = all.length > changesPerPage ? `All ${all.length}` : "Details";
  return {
    ...contentFor(`${summary(all)} in ${someLists(lists)}`, mention),
    embeds: [embed],
    components: rows([button(more, marker, { emoji: "🗞️" })]),
  };
}

/** The lines that fit into an embed. */
function linesThatFit(lines: readonly string[]): string {
  let text = "";
  for (const line of lines) {
    if (text.length + line.length + 1 > limits.embedDescription) break;
    text += `${line}\n`;
  }
  return text.trimEnd();
}

/** One change in a line: its kind, the paper, where it was published and one link to read it. */
export function digestLine({ kind, paper }: AnnouncedChange): string {
  const url = bestUrl(paper);
  const read = url !== null && url.length <= 150 ? [link("read", url)] : [];
  const facts = [byline(paper), published(paper), ...read].filter((fact) => fact !== "");
  return `${marks[kind]} **${safe(paper.title, 160)}**${facts.length === 0 ? "" : ` · ${facts.join(" · ")}`}`;
}

/** `New paper`, `Accepted at NeurIPS 2024`. */
export function headline(kind: ChangeKind, paper: Paper): string {
  return kind === "accepted" ? `Accepted at ${published(paper)}` : headlines[kind];
}

const headlines: Readonly<Record<ChangeKind, string>> = {
  added: "New paper",
  "code-released": "Code released",
  accepted: "Accepted",
  edited: "Entry edited",
  removed: "Removed from the list",
};

const marks: Readonly<Record<ChangeKind, string>> = {
  added: "🆕",
  "code-released": "💻",
  accepted: "🎓",
  edited: "✏️",
  removed: "🗑️",
};

const nouns: Readonly<Record<ChangeKind, readonly [string, string]>> = {
  added: ["new paper", "new papers"],
  "code-released": ["code release", "code releases"],
  accepted: ["acceptance", "acceptances"],
  edited: ["edited entry", "edited entries"],
  removed: ["removed entry", "removed entries"],
};

/** `5 new papers, 1 code release`. */
function summary(all: readonly AnnouncedChange[]): string {
  const kinds = new Map<ChangeKind, number>();
  for (const { kind } of all) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return [...kinds].map(([kind, number]) => count(number, ...nouns[kind])).join(", ");
}

/** The text of the message, with the configured mention and no other. */
function contentFor(text: string, mention: string | null): Pick<MessageBody, "content" | "allowed_mentions"> {
  return {
    content: mention === null ? text : `<@&${mention}> ${text}`,
    allowed_mentions: { parse: [], roles: mention === null ? [] : [mention] },
  };
}

/** `A and B`; only their number where there are more. */
function someLists(names: readonly string[]): string {
  return names.length > 2 ? `${names.length} lists` : names.map((name) => safe(name, 100)).join(" and ");
}

/** The lists that the changes are from; of one list with its commit. */
function source(
  revision: Revision | null,
  lists: readonly string[],
): Pick<APIEmbed, "footer" | "timestamp" | "author"> {
  const listName = lists.join(" · ");
  if (revision === null) return { footer: { text: truncate(plainLine(listName), 200) } };
  if (lists.length > 1) {
    return {
      author: { name: truncate(plainLine(listName), 200) },
      ...timestampOf(revision),
    };
  }
  const commit = `commit ${revision.sha.slice(0, 7)}`;
  const url = revision.url === null ? null : embedUrl(revision.url);
  return {
    author: { name: truncate(plainLine(`${listName} · ${commit}`), 200), ...(url === null ? {} : { url }) },
    ...timestampOf(revision),
  };
}

/** The revision's date; nothing if it has none. */
function timestampOf(revision: Revision): Pick<APIEmbed, "timestamp"> {
  const time = revisionTime(revision);
  return time === null ? {} : { timestamp: new Date(time).toISOString() };
}

/** The first of a paper's links that fits into an embed: Discord refuses the whole message for one too long. */
function bestUrl(paper: Paper): string | null {
  return firstOfEachKind(paper.links).flatMap(({ url }) => embedUrl(url) ?? [])[0] ?? null;
}

function embedUrl(url: string): string | null {
  const safe = safeUrl(url);
  return safe !== null && safe.length <= limits.embedUrl ? safe : null;
}
