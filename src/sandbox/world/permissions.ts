import { PermissionFlagsBits as P } from "discord-api-types/v10";
import type { Overwrite, Role } from "./entities.js";

export type PermissionName = keyof typeof P;

/** The permissions of an administrator. */
export const allPermissions = Object.values(P).reduce((all, bit) => all | bit, 0n);

/** Without SEND_MESSAGES, these have no effect. */
const requireSendMessages = P.MentionEveryone | P.SendTTSMessages | P.AttachFiles | P.EmbedLinks;

export interface PermissionQuery {
  readonly memberId: string;
  readonly isOwner: boolean;
  /** The server's id, which is also the id of its @everyone role. */
  readonly guildId: string;
  /** The member's roles, without @everyone. */
  readonly roles: readonly Role[];
  readonly everyone: Role;
  /** Of the channel or the thread's parent. Empty for the guild. */
  readonly overwrites: readonly Overwrite[];
}

/**
 * A member's permissions in a channel: the roles' permissions, then the overwrites in Discord's order, then without
 * what requires a missing VIEW_CHANNEL or SEND_MESSAGES.
 * @see https://docs.discord.com/developers/topics/permissions#permission-overwrites
 */
export function permissionsIn(query: PermissionQuery): bigint {
  const { memberId, isOwner, guildId, roles, everyone, overwrites } = query;
  const base = roles.reduce((sum, role) => sum | role.permissions, everyone.permissions);
  if (isOwner || base & P.Administrator) return allPermissions;

  const apply = (permissions: bigint, chosen: readonly Overwrite[]) => {
    const deny = chosen.reduce((sum, overwrite) => sum | overwrite.deny, 0n);
    const allow = chosen.reduce((sum, overwrite) => sum | overwrite.allow, 0n);
    return (permissions & ~deny) | allow;
  };
  const roleIds = new Set(roles.map((role) => role.id));
  const layers = [
    overwrites.filter((o) => o.targetId === guildId),
    overwrites.filter((o) => o.targetType === "role" && roleIds.has(o.targetId)),
    overwrites.filter((o) => o.targetType === "member" && o.targetId === memberId),
  ];
  return withoutIneffective(layers.reduce(apply, base));
}

/** Removes permissions that require a missing VIEW_CHANNEL or SEND_MESSAGES. */
export function withoutIneffective(permissions: bigint): bigint {
  if (!(permissions & P.ViewChannel)) return 0n;
  return permissions & P.SendMessages ? permissions : permissions & ~requireSendMessages;
}

export function isPermissionName(name: string): name is PermissionName {
  return Object.hasOwn(P, name);
}
