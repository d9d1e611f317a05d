import type { ThreadBody } from "discord-api-spec/zod";
import { type APIChannel, ChannelType, GatewayIntentBits as I } from "discord-api-types/v10";
import type { SandboxServices } from "../services.js";
import type { Channel } from "../world/entities.js";
import { toApiChannel } from "../world/to-api-channel.js";

/** Three days. */
const defaultAutoArchiveMinutes = 4320;

/**
 * Opens a thread and notifies the bot and the event streams.
 *
 * @param id The id of the message it starts from, or a new one.
 */
export function openThread(
  services: SandboxServices,
  parent: Channel,
  id: string,
  body: ThreadBody,
  appliedTags: readonly string[] = [],
): APIChannel {
  const world = services.world();
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
      autoArchiveMinutes: body.auto_archive_duration ?? defaultAutoArchiveMinutes,
      archivedAt: new Date(services.now()).toISOString(),
      appliedTags,
    },
  };
  world.channels.set(id, channel);
  const data = toApiChannel(channel, world);
  services.gateway.dispatch({
    name: "THREAD_CREATE",
    intents: I.Guilds,
    guildId: world.guild.id,
    data: { ...data, newly_created: true },
  });
  services.events.emit({ type: "world" });
  return data;
}
