import { link } from "../interactions/text.js";
import { type Block, textBlock } from "../interactions/view.js";
import type { AnnouncedPlace } from "../store/announced-places.js";
import type { Context } from "./context.js";

const maxPlaces = 3;

/** Links to where this server was told of a paper: its threads, or else its announcements. Null where it was not told. */
export async function announcedHere(
  paperId: string,
  { announcing, guildId }: Pick<Context, "announcing" | "guildId">,
): Promise<Block | null> {
  if (announcing === null || announcing === "starting" || guildId === null) return null;
  const places = await announcing.announcedPlaces(guildId, paperId);
  const threads = new Set(places.flatMap(({ threadId }) => threadId ?? []));
  // Later changes in the thread are found there.
  const own = places.filter(({ channelId, threadId }) => threadId !== null || !threads.has(channelId));
  if (own.length === 0) return null;
  const links = [...new Set(own.map((place) => linkTo(place, guildId)))].slice(0, maxPlaces);
  return textBlock(`-# 💬 Here: ${links.join(" · ")}`);
}

function linkTo({ channelId, messageId, threadId }: AnnouncedPlace, guildId: string): string {
  if (threadId !== null) return `<#${threadId}>`;
  return link("announcement", `https://discord.com/channels/${guildId}/${channelId}/${messageId}`).concat(
    ` in <#${channelId}>`,
  );
}
