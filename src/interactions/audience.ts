import type { Context } from "../views/context.js";
import { UserError } from "./user-error.js";

/**
 * Who a command is for: `everyone`, everywhere; the `members` of a server; its `managers`, who have *Manage Server*; the
 * `operators`, who have it in the operator's own server, which alone is told of the command.
 */
export type CommandAudience = "everyone" | "members" | "managers" | "operators";

/** Whether Discord is to hide it from those without *Manage Server*. A server can change that, so `allow` checks it too. */
export function needsManageServer(audience: CommandAudience): boolean {
  return audience === "managers" || audience === "operators";
}

/** Throws a UserError where the one who asks is not among those that something is for. */
export function requireAudience(
  audience: CommandAudience,
  { person, guildId, operatorGuildId }: Context,
): void {
  if (needsManageServer(audience) && !person.mayManage) {
    throw new UserError("This needs the *Manage Server* permission: ask an admin of this server.");
  }
  if (audience === "operators" && guildId !== operatorGuildId) {
    throw new UserError("This is for whoever runs the bot, in their own server.");
  }
}
