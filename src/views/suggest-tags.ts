import type { Suggest } from "../interactions/option.js";
import type { Context } from "./context.js";

/** A forum's tags for the last of the names typed so far. */
export const suggestTags: Suggest<Context> = (typed, { channels, guildId, channelId }, others) => {
  const channel = others.channel ?? channelId;
  const forum = guildId === null ? null : channels.tagsOf(guildId, String(channel));
  const names = typed.split(",").map((name) => name.trim());
  const before = names.slice(0, -1).filter((name) => name !== "");
  const last = names.at(-1)?.toLowerCase() ?? "";
  return (forum?.tags ?? [])
    .filter(({ name }) => !before.includes(name) && name.toLowerCase().includes(last))
    .map(({ name }) => [...before, name].join(", "))
    .map((name) => ({ name, value: name }));
};
