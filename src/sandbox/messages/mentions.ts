import type { APIAllowedMentions } from "discord-api-types/v10";
import type { WorldState } from "../world/create-world.js";
import { toApiUser } from "../world/to-api-account.js";

export interface Mentions {
  readonly mention_everyone: boolean;
  readonly mentions: ReturnType<typeof toApiUser>[];
  readonly mention_roles: string[];
}

interface MentionRules {
  readonly allowed: APIAllowedMentions | null | undefined;
  /** The allowed kinds if the body has no `allowed_mentions`. */
  readonly byDefault: readonly string[];
  /** Whether the author may mention @everyone and every role. */
  readonly mayMentionAll: boolean;
}

/**
 * Whom a text notifies, limited by `allowed_mentions` and the author's permissions.
 * @see https://docs.discord.com/developers/resources/message#allowed-mentions-object
 */
export function mentionsIn(text: string, world: WorldState, rules: MentionRules): Mentions {
  const parse: readonly string[] = rules.allowed ? (rules.allowed.parse ?? []) : rules.byDefault;
  const listed = { users: rules.allowed?.users ?? [], roles: rules.allowed?.roles ?? [] };
  const found = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))];

  const users = found(/<@!?(\d+)>/g).filter((id) => parse.includes("users") || listed.users.includes(id));
  const roles = found(/<@&(\d+)>/g).filter((id) => {
    const role = world.roles.get(id);
    return (
      role &&
      (role.mentionable || rules.mayMentionAll) &&
      (parse.includes("roles") || listed.roles.includes(id))
    );
  });
  return {
    mention_everyone: rules.mayMentionAll && parse.includes("everyone") && /@(everyone|here)/.test(text),
    mentions: users.flatMap((id) => {
      const account = id === world.bot.id ? world.bot : world.people.get(id);
      return account ? [toApiUser(account)] : [];
    }),
    mention_roles: roles,
  };
}
