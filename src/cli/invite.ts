import { z } from "zod";
import { readConfig } from "../config/read-config.js";
import { UsageError } from "../config/usage-error.js";
import { inviteUrl } from "../discord/invite-url.js";
import type { Command } from "./command.js";

export const invite: Command = {
  name: "invite",
  takes: "[APPLICATION_ID]",
  about: "prints the link that adds the bot to a server",
  options: {},
  async run({ positionals }) {
    const [id = idOfToken(readConfig().DISCORD_TOKEN)] = positionals;
    if (!/^\d{17,20}$/.test(id))
      throw new UsageError(`${id} is not an application id: it has 17 to 20 digits.`);
    console.log(inviteUrl(id));
    return 0;
  },
};

/** A bot's token begins with its id, in base64. */
function idOfToken(token: string | null): string {
  const id = z.string().regex(/^\d{17,20}$/);
  const decoded = id.safeParse(Buffer.from(token?.split(".")[0] ?? "", "base64").toString());
  if (decoded.success) return decoded.data;
  throw new UsageError("Set DISCORD_TOKEN or name the application's id: paperboy invite APPLICATION_ID");
}
