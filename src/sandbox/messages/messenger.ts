import { type APIMessage, GatewayIntentBits as I } from "discord-api-types/v10";
import type { Events } from "../events.js";
import type { Gateway } from "../gateway/create-gateway.js";
import type { WorldState } from "../world/create-world.js";
import { asSeen, type MessageStore, type Stored } from "./message-store.js";

/** Puts messages into channels and tells everybody who may know. */
export interface Messenger {
  post(stored: Stored): Stored;
  /** Replaces the message with its next version. */
  change(stored: Stored, message: APIMessage): Stored;
  remove(stored: Stored): void;
}

export function createMessenger(deps: {
  readonly store: MessageStore;
  readonly gateway: Gateway;
  readonly events: Events;
  readonly world: () => WorldState;
}): Messenger {
  const { store, gateway, events } = deps;

  /** The bot hears of messages only with the intent for it, and never of ephemeral ones of others. */
  const tellBot = (name: string, channelId: string, data: object) => {
    const world = deps.world();
    const direct = world.channels.get(channelId)?.recipientId !== undefined;
    gateway.dispatch({
      name,
      intents: direct ? I.DirectMessages : I.GuildMessages,
      ...(direct ? {} : { guildId: world.guild.id }),
      data: direct ? data : { ...data, guild_id: world.guild.id },
    });
  };
  const tellPeople = (stored: Stored) =>
    events.emit({ type: "message", channelId: stored.message.channel_id, message: asSeen(stored) });

  return {
    post(stored) {
      store.add(stored);
      tellPeople(stored);
      if (stored.onlyFor === undefined)
        tellBot("MESSAGE_CREATE", stored.message.channel_id, asHeard(stored.message, deps.world()));
      return stored;
    },
    change(stored, message) {
      stored.message = message;
      tellPeople(stored);
      if (stored.onlyFor === undefined)
        tellBot("MESSAGE_UPDATE", message.channel_id, asHeard(message, deps.world()));
      return stored;
    },
    remove(stored) {
      const { id, channel_id: channelId } = stored.message;
      store.remove(id);
      events.emit({ type: "message-gone", channelId, messageId: id });
      if (stored.onlyFor === undefined) tellBot("MESSAGE_DELETE", channelId, { id, channel_id: channelId });
    },
  };
}

/** Without the privileged intent for it, the bot does not hear what others write. */
function asHeard(message: APIMessage, world: WorldState): APIMessage {
  const direct = world.channels.get(message.channel_id)?.recipientId !== undefined;
  const mentioned = message.mentions.some((user) => user.id === world.bot.id);
  if (direct || mentioned || message.author.id === world.bot.id) return message;
  return { ...message, content: "", embeds: [], attachments: [], components: [] };
}
