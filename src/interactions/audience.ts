import type { Caller } from "./caller.js";
import { UserError } from "./user-error.js";

/**
 * Who a command is for: `everyone`, everywhere; the `members` of a server; its `managers`, who have *Manage Server*; the
 * `operators`, who have it in the operator's own server, where alone the command is registered.
 */
export type CommandAudience = "everyone" | "members" | "managers" | "operators";

/** Whether Discord hides it from people without *Manage Server*. Servers can override that: `requireAudience` checks it too. */
export function needsManageServer(audience: CommandAudience): boolean {
  return audience === "managers" || audience === "operators";
}

/** @throws {UserError} where the caller is not in the audience. */
export function requireAudience(
  audience: CommandAudience,
  { person, guildId, operatorGuildId }: Caller,
): void {
  if (needsManageServer(audience) && !person.mayManage) {
    throw new UserError("This needs the *Manage Server* permission: ask an admin of this server.");
  }
  if (audience === "operators" && (operatorGuildId === null || guildId !== operatorGuildId)) {
    throw new UserError("This is for the operator of the bot, in the operator's own server.");
  }
}
