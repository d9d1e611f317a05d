import type { Announcing } from "../announce/announcing.js";
import { UserError } from "../interactions/user-error.js";
import type { Context } from "./context.js";

/** @throws {UserError} while the bot is starting, and where no list ever changes. */
export function requireAnnouncing({ announcing }: Pick<Context, "announcing">): Announcing {
  if (announcing === "starting") throw new UserError("Paperboy is starting: try again in a moment.");
  if (announcing !== null) return announcing;
  throw new UserError("This bot serves a list that does not change, so it has nothing to announce.");
}

/** Announcing, and the server that the command was used in. @throws {UserError} also outside of servers. */
export function requireServerAnnouncing(context: Context): {
  readonly announcing: Announcing;
  readonly guildId: string;
} {
  const announcing = requireAnnouncing(context);
  if (context.guildId === null) throw new UserError("This works in a server only: run it there.");
  return { announcing, guildId: context.guildId };
}
