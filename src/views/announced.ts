import type { MessageBody } from "../announce/messenger.js";
import type { ChangeKind, Revision } from "../catalogue/change.js";
import type { Paper } from "../catalogue/paper.js";
import { link, safe, safeUrl } from "../interactions/text.js";
import type { RecordedChange } from "../store/changes.js";
import { published } from "./paper-lines.js";

/** What an announcement shows of a change. */
export type AnnouncedChange = Pick<RecordedChange, "listId" | "kind" | "paper" | "revision">;

export interface MessageContext {
  readonly listName: (listId: string) => string;
  /** The role to mention: the only mention that is allowed. */
  readonly mention: string | null;
  /** The custom_id of the message's *Details* button. */
  readonly marker: string;
  /** The time between two digests: `day`, `week`; null where there is none. */
  readonly span: string | null;
}

/** `New paper`, `Accepted at NeurIPS 2024`. */
export function headline(kind: ChangeKind, paper: Paper): string {
  return kind === "accepted" ? `Accepted at ${published(paper)}` : headlines[kind];
}

const headlines: Readonly<Record<ChangeKind, string>> = {
  added: "New paper",
  "also-listed": "Also in this list now",
  "code-released": "Code released",
  accepted: "Accepted",
  edited: "Entry edited",
  removed: "Removed from the list",
};

/** The text of the message, with the configured mention and no other. */
export function withMention(
  text: string,
  mention: string | null,
): Pick<MessageBody, "content" | "allowed_mentions"> {
  return {
    content: mention === null ? text : `<@&${mention}> ${text}`,
    allowed_mentions: { parse: [], roles: mention === null ? [] : [mention] },
  };
}

/** `A and B`; only their number where there are more. */
export function listsLine(
  announced: readonly { readonly listId: string }[],
  listName: MessageContext["listName"],
): string {
  const names = [...new Set(announced.map(({ listId }) => listName(listId)))];
  return names.length > 2 ? `${names.length} lists` : names.map((name) => safe(name, 100)).join(" and ");
}

/** Longer addresses are not shown: the line is a small one. */
const maxUrlLength = 300;

/** One small line: the lists that the papers are from; of one list with its commit. */
export function sourceLine(
  announced: readonly { readonly listId: string }[],
  revision: Revision | null,
  listName: MessageContext["listName"],
): string {
  const lists = listsLine(announced, listName);
  const isOfOne = new Set(announced.map(({ listId }) => listId)).size === 1;
  const commit = isOfOne && revision !== null ? commitLine(revision) : "";
  return `-# ${[lists, commit].filter((part) => part !== "").join(" · ")}`;
}

/** A link to a commit; empty where it has no page. */
export function commitLine({ url }: Revision): string {
  const href = url === null ? null : safeUrl(url);
  return href === null || href.length > maxUrlLength ? "" : link("commit", href);
}
