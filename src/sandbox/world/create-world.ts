import { ChannelType, GuildFeature, PermissionFlagsBits as P } from "discord-api-types/v10";
import { type ChannelSeed, everyonePermissions, invitePermissions, type WorldSeed } from "./default-world.js";
import type { Account, Channel, Role } from "./entities.js";
import { permissionsIn } from "./permissions.js";

/** The state of the server, without messages. */
export interface WorldState {
  readonly guild: {
    readonly id: string;
    readonly name: string;
    readonly ownerId: string;
    readonly features: readonly GuildFeature[];
  };
  readonly bot: Account;
  readonly applicationId: string;
  readonly roles: Map<string, Role>;
  readonly people: ReadonlyMap<string, Account>;
  /** The people who have installed the application for themselves, and can use it without the bot. */
  readonly userInstalls: Set<string>;
  /** Guild channels, threads and direct messages, in order of creation. */
  readonly channels: Map<string, Channel>;
  /** False during an outage. */
  available: boolean;
  /** False after a kick. */
  botInGuild: boolean;
}

/** Ids are the same at every start, so that a bot's stored channel ids stay valid. */
const firstId = 1_000_000_000_000_000_000n;
const idOffsets = { guild: 0n, bot: 1n, roles: 10n, people: 100n, channels: 1000n } as const;
const idOf = (kind: keyof typeof idOffsets, index = 0) => String(firstId + idOffsets[kind] + BigInt(index));

export function createWorld(seed: WorldSeed): WorldState {
  const guildId = idOf("guild");
  const adminRole = role(0, "Admins", "#c0392b", P.Administrator);
  const botRole = { ...role(1, seed.bot, "#5865f2", invitePermissions), managed: true };
  const readers = { ...role(2, "Readers", "#2e8b57", 0n), mentionable: true };
  const everyone = { ...role(0, "@everyone", "#000000", everyonePermissions), id: guildId };

  const people = seed.people.map(
    (person, index): Account => ({
      id: idOf("people", index),
      name: person.name,
      bot: false,
      colour: person.colour ?? "#7f8c8d",
      roleIds: person.admin ? [adminRole.id] : [],
    }),
  );
  const admin = people.find((person) => person.roleIds.includes(adminRole.id));
  const channels = seed.channels.map((channel, index) =>
    createChannel(channel, idOf("channels", index), index, { guildId, botRoleId: botRole.id }),
  );
  return {
    guild: {
      id: guildId,
      name: seed.server,
      ownerId: admin?.id ?? idOf("people"),
      features: seed.features ?? [GuildFeature.News, GuildFeature.Community],
    },
    applicationId: seed.applicationId ?? idOf("bot"),
    userInstalls: new Set(),
    bot: { id: idOf("bot"), name: seed.bot, bot: true, colour: "#5865f2", roleIds: [botRole.id] },
    roles: byId([everyone, adminRole, botRole, readers]),
    people: byId(people),
    channels: byId(channels),
    available: true,
    botInGuild: true,
  };
}

function role(index: number, name: string, colour: string, permissions: bigint): Role {
  return { id: idOf("roles", index), name, colour, permissions, mentionable: false, managed: false };
}

/** A guild channel. */
export function createChannel(
  seed: ChannelSeed,
  id: string,
  position: number,
  { guildId, botRoleId }: { guildId: string; botRoleId: string },
): Channel {
  const onlyTheBot = (permission: bigint) =>
    [
      { targetId: guildId, targetType: "role", allow: 0n, deny: permission },
      { targetId: botRoleId, targetType: "role", allow: permission, deny: 0n },
    ] as const;
  return {
    id,
    type: seed.type ?? ChannelType.GuildText,
    name: seed.name,
    topic: seed.topic ?? null,
    position,
    overwrites: [
      ...(seed.readOnly ? onlyTheBot(P.SendMessages) : []),
      ...(seed.private ? onlyTheBot(P.ViewChannel) : []),
    ],
    ...(seed.tags ? { tags: seed.tags.map((name, index) => ({ id: `${id}${index}`, name })) } : {}),
    ...(seed.requiresTag ? { requiresTag: true } : {}),
  };
}

/** The role of administrators. */
export const adminRoleId = idOf("roles", 0);

/** An account's permissions in a channel; without one, in the guild. */
export function permissionsOf(world: WorldState, account: Account, channel?: Channel): bigint {
  const everyone = world.roles.get(world.guild.id);
  if (!everyone) return 0n;
  if (channel?.recipientId !== undefined) return everyonePermissions;
  const home = channel?.thread ? world.channels.get(channel.thread.parentId) : channel;
  return permissionsIn({
    memberId: account.id,
    isOwner: account.id === world.guild.ownerId,
    guildId: world.guild.id,
    roles: account.roleIds.flatMap((id) => world.roles.get(id) ?? []),
    everyone,
    overwrites: home?.overwrites ?? [],
  });
}

function byId<T extends { readonly id: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}
