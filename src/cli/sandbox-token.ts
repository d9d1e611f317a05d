import type { Config } from "../config/settings.js";

/** The token for the sandbox that runs alone. It begins with its bot's id, as every token does; Discord has none like it. */
export const sandboxToken = `${Buffer.from("1000000000000000001").toString("base64url")}.sandbox`;

/** Whether an upstream may be a folder of this machine, as the local upstream of a sandbox is. */
export function isInSandbox({ DISCORD_TOKEN: token }: Pick<Config, "DISCORD_TOKEN">): boolean {
  return token === null || token === sandboxToken;
}
