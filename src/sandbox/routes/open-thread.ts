import type { ThreadBody } from "discord-api-spec/zod";
import { type APIChannel, ChannelType, GatewayIntentBits as I } from "discord-api-types/v10";
import type { House } from "../house.js";
import { asChannel } from "../world/as-channel.js";
import type { Channel } from "../world/entities.js";

/** Minutes: three days. */
const ARCHIVED_AFTER = 4320;

/**
 * Opens a thread and tells the bot and the people.
 *
 * @param id Of the message that it starts from; a new one where it starts from none.
 */
export function openThread(
  house: House,
  parent: Channel,
  id: string,
  body: ThreadBody,
  appliedTags: readonly string[] = [],
): APIChannel {
  const world = house.world();
  const channel: Channel = {
    id,
    type:
      parent.type === ChannelType.GuildAnnouncement
        ? ChannelType.AnnouncementThread
        : ChannelType.PublicThread,
    name: body.name,
    topic: null,
    position: 0,
    overwrites: [],
    thread: {
      parentId: parent.id,
      ownerId: world.bot.id,
      archived: false,
      locked: false,
      autoArchiveMinutes: body.auto_archive_duration ?? ARCHIVED_AFTER,
      archivedAt: new Date(house.now()).toISOString(),
      appliedTags,
    },
  };
  world.channels.set(id, channel);
  const data = asChannel(channel, world);
  house.gateway.dispatch({
    name: "THREAD_CREATE",
    intents: I.Guilds,
    guildId: world.guild.id,
    data: { ...data, newly_created: true },
  });
  house.events.emit({ type: "world" });
  return data;
}
