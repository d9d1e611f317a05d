/** The token for the sandbox that runs alone. It begins with its bot's id, as every token does; Discord has none like it. */
export const sandboxToken = `${Buffer.from("1000000000000000001").toString("base64url")}.sandbox`;
