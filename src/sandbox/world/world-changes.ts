import { GatewayIntentBits as I, PermissionFlagsBits } from "discord-api-types/v10";
import type { Events } from "../events.js";
import type { Gateway } from "../gateway/create-gateway.js";
import type { MessageStore } from "../messages/message-store.js";
import type { WorldChange } from "../protocol.js";
import type { Snowflakes } from "../snowflakes.js";
import { adminRoleId, createChannel, type WorldState } from "./create-world.js";
import type { Account, Channel } from "./entities.js";
import { isPermissionName } from "./permissions.js";
import { toApiChannel } from "./to-api-channel.js";
import { toGuildCreate } from "./to-api-guild.js";

export interface ChangeResult {
  readonly kind: "done" | "unknown-channel" | "unknown-person" | "unknown-role";
}

export interface WorldChanges {
  /** Applies a change and notifies the bot and the event streams. */
  apply(change: WorldChange): ChangeResult;
  /** Takes permissions from the bot in a channel, as a fault does, and tells it as Discord does. */
  withhold(channelId: string, permissions: readonly string[]): void;
}

export function createWorldChanges(deps: {
  readonly world: () => WorldState;
  readonly gateway: Gateway;
  readonly events: Events;
  readonly messages: MessageStore;
  readonly ids: Snowflakes;
  readonly now: () => number;
}): WorldChanges {
  const { gateway, events, messages, ids } = deps;

  const notifyBot = (name: string, data: object) =>
    gateway.dispatch({ name, data, intents: I.Guilds, guildId: deps.world().guild.id });
  const notifyOfChannel = (name: string, channel: Channel) =>
    notifyBot(name, toApiChannel(channel, deps.world()));
  const notifyGuildDelete = (unavailable: boolean) =>
    notifyBot("GUILD_DELETE", { id: deps.world().guild.id, ...(unavailable ? { unavailable: true } : {}) });

  const inChannel = (id: string, change: (channel: Channel) => void): ChangeResult => {
    const channel = deps.world().channels.get(id);
    if (!channel) return { kind: "unknown-channel" };
    change(channel);
    return { kind: "done" };
  };

  const ofPerson = (id: string, change: (person: Account) => void): ChangeResult => {
    const person = deps.world().people.get(id);
    if (!person) return { kind: "unknown-person" };
    change(person);
    return { kind: "done" };
  };

  /** Members lose it, and overwrites for it go. */
  const deleteRole = (roleId: string): ChangeResult => {
    const world = deps.world();
    const role = world.roles.get(roleId);
    // Discord deletes neither @everyone nor a bot's own role.
    if (!role || role.managed || roleId === world.guild.id) return { kind: "unknown-role" };
    world.roles.delete(roleId);
    for (const account of [world.bot, ...world.people.values()]) {
      account.roleIds = account.roleIds.filter((id) => id !== roleId);
    }
    for (const channel of world.channels.values()) {
      channel.overwrites = channel.overwrites.filter(({ targetId }) => targetId !== roleId);
    }
    notifyBot("GUILD_ROLE_DELETE", { guild_id: world.guild.id, role_id: roleId });
    return { kind: "done" };
  };

  const applyChange = (change: WorldChange): ChangeResult => {
    const world = deps.world();
    switch (change.kind) {
      case "create-channel": {
        const [botRoleId = ""] = world.bot.roleIds;
        const channel = createChannel(change, ids.next(), world.channels.size, {
          guildId: world.guild.id,
          botRoleId,
        });
        world.channels.set(channel.id, channel);
        notifyOfChannel("CHANNEL_CREATE", channel);
        return { kind: "done" };
      }
      case "rename-channel":
        return inChannel(change.channelId, (channel) => {
          channel.name = change.name;
          notifyOfChannel(channel.thread ? "THREAD_UPDATE" : "CHANNEL_UPDATE", channel);
        });
      case "delete-channel":
        return inChannel(change.channelId, (channel) => {
          for (const thread of world.channels.values()) {
            if (thread.thread?.parentId === channel.id) removeChannel(thread.id);
          }
          removeChannel(channel.id);
          notifyOfChannel(channel.thread ? "THREAD_DELETE" : "CHANNEL_DELETE", channel);
        });
      case "overwrite":
        return inChannel(change.channelId, (channel) => {
          const { targetId, targetType } = change;
          const allow = BigInt(change.allow);
          const deny = BigInt(change.deny);
          const others = channel.overwrites.filter((overwrite) => overwrite.targetId !== targetId);
          channel.overwrites = allow | deny ? [...others, { targetId, targetType, allow, deny }] : others;
          notifyOfChannel("CHANNEL_UPDATE", channel);
        });
      case "archive-thread":
        return inChannel(change.channelId, (channel) => {
          if (!channel.thread) return;
          channel.thread.archived = true;
          channel.thread.archivedAt = new Date(deps.now()).toISOString();
          notifyOfChannel("THREAD_UPDATE", channel);
        });
      case "set-admin":
        return ofPerson(change.personId, (person) => {
          const others = person.roleIds.filter((id) => id !== adminRoleId);
          person.roleIds = change.on ? [...others, adminRoleId] : others;
        });
      case "delete-role":
        return deleteRole(change.roleId);
      case "user-install":
        return ofPerson(change.personId, ({ id }) => {
          if (change.on) world.userInstalls.add(id);
          else world.userInstalls.delete(id);
        });
      case "kick-bot":
        if (world.botInGuild) {
          notifyGuildDelete(false);
          world.botInGuild = false;
        }
        return { kind: "done" };
      case "invite-bot":
        if (!world.botInGuild) {
          world.botInGuild = true;
          notifyBot("GUILD_CREATE", toGuildCreate(world));
        }
        return { kind: "done" };
      case "outage":
        if (world.available === change.on) {
          world.available = !change.on;
          if (change.on) notifyGuildDelete(true);
          else notifyBot("GUILD_CREATE", toGuildCreate(world));
        }
        return { kind: "done" };
    }
  };

  const removeChannel = (id: string) => {
    deps.world().channels.delete(id);
    messages.removeChannel(id);
  };

  return {
    apply(change) {
      const result = applyChange(change);
      if (result.kind === "done") events.emit({ type: "world" });
      return result;
    },
    withhold(channelId, permissions) {
      inChannel(channelId, (channel) => {
        channel.withheld = permissions
          .filter(isPermissionName)
          .reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
        notifyOfChannel("CHANNEL_UPDATE", channel);
      });
    },
  };
}
