import { type APIMessage, GatewayIntentBits as I } from "discord-api-types/v10";
import type { Events } from "../events.js";
import type { Gateway } from "../gateway/create-gateway.js";
import type { WorldState } from "../world/create-world.js";
import { type MessageStore, type StoredMessage, toMessage } from "./message-store.js";

/** Stores messages and their changes, and notifies the bot and the event streams. */
export interface MessagePublisher {
  post(stored: StoredMessage): StoredMessage;
  /** Replaces the message with its next version. */
  change(stored: StoredMessage, message: APIMessage): StoredMessage;
  remove(stored: StoredMessage): void;
}

export function createMessagePublisher(deps: {
  readonly store: MessageStore;
  readonly gateway: Gateway;
  readonly events: Events;
  readonly world: () => WorldState;
}): MessagePublisher {
  const { store, gateway, events } = deps;

  /** Requires the intent for messages. Ephemeral messages are never sent to the gateway. */
  const notifyBot = (name: string, channelId: string, data: object) => {
    const world = deps.world();
    const direct = world.channels.get(channelId)?.recipientId !== undefined;
    gateway.dispatch({
      name,
      intents: direct ? I.DirectMessages : I.GuildMessages,
      ...(direct ? {} : { guildId: world.guild.id }),
      data: direct ? data : { ...data, guild_id: world.guild.id },
    });
  };
  const notifyUsers = (stored: StoredMessage) =>
    events.emit({ type: "message", channelId: stored.message.channel_id, message: toMessage(stored) });

  return {
    post(stored) {
      store.add(stored);
      notifyUsers(stored);
      if (stored.onlyFor === undefined)
        notifyBot("MESSAGE_CREATE", stored.message.channel_id, toBotMessage(stored.message, deps.world()));
      return stored;
    },
    change(stored, message) {
      stored.message = message;
      notifyUsers(stored);
      if (stored.onlyFor === undefined)
        notifyBot("MESSAGE_UPDATE", message.channel_id, toBotMessage(message, deps.world()));
      return stored;
    },
    remove(stored) {
      const { id, channel_id: channelId } = stored.message;
      store.remove(id);
      events.emit({ type: "message-gone", channelId, messageId: id });
      if (stored.onlyFor === undefined) notifyBot("MESSAGE_DELETE", channelId, { id, channel_id: channelId });
    },
  };
}

/** The message as sent to a bot without the privileged intent for message content. */
function toBotMessage(message: APIMessage, world: WorldState): APIMessage {
  const direct = world.channels.get(message.channel_id)?.recipientId !== undefined;
  const mentioned = message.mentions.some((user) => user.id === world.bot.id);
  if (direct || mentioned || message.author.id === world.bot.id) return message;
  return { ...message, content: "", embeds: [], attachments: [], components: [] };
}
