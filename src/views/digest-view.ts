import type { APIEmbed } from "discord-api-types/v10";
import type { MessageBody } from "../announce/messenger.js";
import { limits } from "../interactions/limits.js";
import { count } from "../interactions/text.js";
import { accent, type Button, button, rows } from "../interactions/view.js";
import type { FeaturedPaper } from "../store/featured-papers.js";
import { type AnnouncedChange, type MessageContext, sourceLine, withMention } from "./announced.js";
import { type EntryGroup, groupEntries } from "./entry-groups.js";
import { summaryOf } from "./summary.js";

/** Entries that a digest shows; the others are behind its button. */
const maxShown = 8;
/** UTF-16 code units: half a screen of a phone is read, and Discord takes 4,096. */
const maxLength = 3500;

/** Several papers in one message, grouped by why they are there; all of them are behind its button. */
export function digestMessage(
  changes: readonly AnnouncedChange[],
  featured: readonly FeaturedPaper[],
  context: MessageContext,
  more: readonly Button[] = [],
): MessageBody {
  const groups = groupEntries(changes, featured);
  const total = changes.length + featured.length;
  const source = sourceLine([...changes, ...featured], changes.at(-1)?.revision ?? null, context.listName);
  const { text, shown } = layOut(shareOut(groups, maxShown), maxLength - source.length);
  const rest = total - shown;
  const embed: APIEmbed = {
    color: accent,
    description: [
      text,
      "",
      ...(rest > 0 ? [`-# **${count(rest, "more", "more")}** behind the button`] : []),
      source,
    ]
      .join("\n")
      .slice(0, limits.embedDescription),
  };
  return {
    ...withMention(summaryOf(changes, featured, context), context.mention),
    embeds: [embed],
    components: rows([
      button(rest > 0 ? `All ${total}` : "Details", context.marker, { emoji: "🗞️" }),
      ...more,
    ]),
  };
}

/** As many entries as there is room for: each group gets one before any gets another. */
function shareOut(groups: readonly EntryGroup[], room: number): EntryGroup[] {
  const counts = groups.map(() => 0);
  for (let left = room, round = 0; left > 0 && groups.some(({ rows }) => rows.length > round); round++) {
    for (const [index, { rows }] of groups.entries()) {
      if (left === 0 || rows.length <= round) continue;
      counts[index] = round + 1;
      left -= 1;
    }
  }
  return groups
    .map((group, index) => ({ ...group, rows: group.rows.slice(0, counts[index]) }))
    .filter(({ rows }) => rows.length > 0);
}

/** The entries that fit, a line of space between them; a heading for each group where there are several. */
function layOut(
  groups: readonly EntryGroup[],
  room: number,
): { readonly text: string; readonly shown: number } {
  let text = "";
  let shown = 0;
  for (const { name, rows } of groups) {
    for (const [index, row] of rows.entries()) {
      const heading = groups.length > 1 && index === 0 ? `### ${name}\n` : "";
      const longer = `${text}${text === "" ? "" : "\n\n"}${heading}${row.text}`;
      if (longer.length > room) return { text, shown };
      text = longer;
      shown += 1;
    }
  }
  return { text, shown };
}
