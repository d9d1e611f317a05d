/** Users, members, roles and the application as objects of Discord's API, with the fields that clients use. */
import type { APIGuildMember, APIRole, APIUser } from "discord-api-types/v10";
import type { WorldState } from "./create-world.js";
import type { Account, Role } from "./entities.js";

/** Typed as a number because the enums of flags have no member for 0. */
export const noFlags: number = 0;
/** The same for all members: clients parse it, but nothing depends on it. */
export const joinedAt = "2026-01-01T00:00:00.000000+00:00";

export function toApiUser(account: Account): APIUser {
  return {
    id: account.id,
    username: account.name.toLowerCase(),
    global_name: account.bot ? null : account.name,
    discriminator: account.bot ? "0001" : "0",
    avatar: null,
    ...(account.bot ? { bot: true } : {}),
  };
}

export function toApiMember(account: Account): APIGuildMember {
  return {
    user: toApiUser(account),
    roles: [...account.roleIds],
    joined_at: joinedAt,
    deaf: false,
    mute: false,
    flags: noFlags,
    pending: false,
    nick: null,
    avatar: null,
    premium_since: null,
    communication_disabled_until: null,
  };
}

export function toApiRole(role: Role, position: number): APIRole {
  const color = Number.parseInt(role.colour.slice(1), 16);
  return {
    id: role.id,
    name: role.name,
    color,
    colors: { primary_color: color, secondary_color: null, tertiary_color: null },
    hoist: false,
    position,
    permissions: String(role.permissions),
    managed: role.managed,
    mentionable: role.mentionable,
    flags: noFlags,
  };
}

export function toApiApplication(world: WorldState) {
  return {
    id: world.applicationId,
    name: world.bot.name,
    icon: null,
    description: "",
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: "0".repeat(64),
    flags: 0,
    owner: null,
    team: null,
    bot: toApiUser(world.bot),
    approximate_guild_count: world.botInGuild ? 1 : 0,
    integration_types_config: { 0: {}, 1: {} },
  };
}
