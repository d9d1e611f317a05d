/**
 * What of Discord's API the sandbox has, and how truly. A test holds this table against the routes and against
 * README.md; any other route answers 501 in Discord's shape and is counted.
 */
export interface Covered {
  /** Whether a bot could tell the difference from Discord by what this route says and does. */
  readonly status: "full" | "partial";
  /** Of a partial one: what is missing. */
  readonly notes: string;
}

const full = { status: "full", notes: "" } as const;
const partial = (notes: string) => ({ status: "partial", notes }) as const;

const command = {
  "GET /applications/:application/commands": full,
  "PUT /applications/:application/commands": partial(
    "Slash commands are checked by every documented limit, menus by the schema",
  ),
  "POST /applications/:application/commands": partial("No limit of 200 a day"),
  "GET /applications/:application/commands/:command": full,
  "PATCH /applications/:application/commands/:command": full,
  "DELETE /applications/:application/commands/:command": full,
  "GET /applications/:application/guilds/:guild/commands": full,
  "PUT /applications/:application/guilds/:guild/commands": partial("As for every server"),
  "POST /applications/:application/guilds/:guild/commands": partial("No limit of 200 a day"),
  "GET /applications/:application/guilds/:guild/commands/:command": full,
  "PATCH /applications/:application/guilds/:guild/commands/:command": full,
  "DELETE /applications/:application/guilds/:guild/commands/:command": full,
} as const;

export const COVERAGE: Readonly<Record<string, Covered>> = {
  "GET /gateway": full,
  "GET /gateway/bot": partial("Always recommends one shard; several may connect"),
  "GET /applications/@me": partial("Without owner, team and installation settings"),
  ...command,
  "GET /users/@me": full,
  "GET /users/:user": full,
  "GET /users/@me/guilds": partial("One server, so no paging"),
  "POST /users/@me/channels": partial("No group messages"),
  "DELETE /users/@me/guilds/:guild": full,
  "GET /guilds/:guild": full,
  "GET /guilds/:guild/channels": full,
  "GET /guilds/:guild/roles": full,
  "GET /guilds/:guild/members/:user": full,
  "GET /guilds/:guild/threads/active": partial("Without thread members"),
  "GET /channels/:channel": full,
  "PATCH /channels/:channel": partial("Threads only; server channels are changed as the operator does"),
  "POST /channels/:channel/typing": partial("Nobody is shown that the bot types"),
  "POST /channels/:channel/messages": partial("No stickers, polls or forwards"),
  "GET /channels/:channel/messages": full,
  "GET /channels/:channel/messages/:message": full,
  "PATCH /channels/:channel/messages/:message": full,
  "DELETE /channels/:channel/messages/:message": full,
  "POST /channels/:channel/messages/:message/crosspost": partial("No other server follows the channel"),
  "POST /channels/:channel/messages/:message/threads": full,
  "POST /channels/:channel/threads": partial("Public threads and forum posts; no private ones, no tags"),
  "PUT /channels/:channel/thread-members/@me": partial("Says yes; members are not kept"),
  "POST /interactions/:interaction/:token/callback": partial(
    "No activities; answers to forms do not say what opened them",
  ),
  "POST /webhooks/:application/:token": partial("For interactions; webhooks of channels are not there"),
  "GET /webhooks/:application/:token/messages/:message": full,
  "PATCH /webhooks/:application/:token/messages/:message": full,
  "DELETE /webhooks/:application/:token/messages/:message": full,
};

/** The table as README.md shows it. */
export function coverageTable(): string {
  const rows = Object.entries(COVERAGE).map(
    ([route, { status, notes }]) => `| \`${route}\` | ${status} | ${notes} |`,
  );
  return ["| route | status | notes |", "| --- | --- | --- |", ...rows].join("\n");
}
