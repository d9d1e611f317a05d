import { UserError } from "../interactions/user-error.js";
import type { Announcing, Context } from "./context.js";

/** Announcing, and the server it is for. Throws a UserError where there is none. */
export function requireAnnouncing(context: Context): {
  readonly announcing: Announcing;
  readonly guildId: string;
} {
  const { announcing, guildId } = context;
  if (announcing === null) {
    throw new UserError("This bot serves a list that does not change, so it has nothing to announce.");
  }
  if (guildId === null) throw new UserError("This works in a server only: run it there.");
  return { announcing, guildId };
}
