import type { Paper } from "../catalogue/paper.js";
import { link } from "../interactions/text.js";
import { textBlock, type View } from "../interactions/view.js";
import type { AnnouncedPlace } from "../store/announced-places.js";
import type { Context } from "./context.js";

const maxPlaces = 3;

/** A paper's card with links to where this server was told of it: its threads, or else its announcements. */
export async function withAnnouncedPlaces(
  card: View,
  { id }: Pick<Paper, "id">,
  { announcing, guildId }: Pick<Context, "announcing" | "guildId">,
): Promise<View> {
  if (announcing === null || announcing === "starting" || guildId === null) return card;
  const places = await announcing.announcedPlaces(guildId, id);
  const threads = new Set(places.flatMap(({ threadId }) => threadId ?? []));
  // Later changes in the thread are found there.
  const own = places.filter(({ channelId, threadId }) => threadId !== null || !threads.has(channelId));
  if (own.length === 0) return card;
  const links = [...new Set(own.map((place) => linkTo(place, guildId)))].slice(0, maxPlaces);
  return { ...card, blocks: [...card.blocks, textBlock(`-# 💬 Here: ${links.join(" · ")}`)] };
}

function linkTo({ channelId, messageId, threadId }: AnnouncedPlace, guildId: string): string {
  if (threadId !== null) return `<#${threadId}>`;
  return link("announcement", `https://discord.com/channels/${guildId}/${channelId}/${messageId}`).concat(
    ` in <#${channelId}>`,
  );
}
