import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { createEvents } from "./events.js";
import { createGateway } from "./gateway/create-gateway.js";
import type { House } from "./house.js";
import { serveAttachments } from "./http/attachments.js";
import { guard, mayEnter } from "./http/guard.js";
import { listen } from "./http/listen.js";
import { servePage } from "./http/page.js";
import { createPanels, type LivePanel } from "./http/panels.js";
import { serveOperator } from "./http/serve-operator.js";
import { servePeople } from "./http/serve-people.js";
import { createCommandRegistry } from "./interactions/command-registry.js";
import { createForms } from "./interactions/forms.js";
import { createInteractions, type Deadlines } from "./interactions/pending.js";
import { createAttachments } from "./messages/attachments.js";
import { createMessageStore } from "./messages/message-store.js";
import { createMessenger } from "./messages/messenger.js";
import { Cannot } from "./people/cannot.js";
import type { Traffic } from "./protocol.js";
import { createFaults, type Faults } from "./rest/faults.js";
import { createRateLimits } from "./rest/rate-limits.js";
import { serveRest } from "./rest/serve-rest.js";
import { createTrafficLog } from "./rest/traffic-log.js";
import { allRoutes } from "./routes/all-routes.js";
import { createSnowflakes } from "./snowflakes.js";
import { createChanges } from "./world/apply-change.js";
import { asApplication, asGuildCreate, asUser } from "./world/as-discord.js";
import { createWorld } from "./world/create-world.js";
import { DEFAULT_WORLD, type WorldSeed } from "./world/default-world.js";

export interface SandboxOptions {
  /** 0 for any that is free. @default 0 */
  readonly port?: number;
  /** Only 127.0.0.1 (or `localhost`, which means it) is accepted. @default "127.0.0.1" */
  readonly host?: string;
  /** Channels and people. @default DEFAULT_WORLD */
  readonly world?: WorldSeed;
  /** The bot's token; a random one where not given. */
  readonly token?: string;
  /** Whether the REST API limits rates as Discord does. @default true */
  readonly rateLimits?: boolean;
  /** Milliseconds: until an interaction has to be answered, and until its token expires. @default 3 s and 15 min */
  readonly deadlines?: Partial<Deadlines>;
  /** Milliseconds between the bot's heartbeats. @default 41250 */
  readonly heartbeatInterval?: number;
  /** The clock, in milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** Where the built page is. @default beside this file */
  readonly pageDir?: string;
}

export interface Sandbox {
  /** The page's address, and what `createPerson` takes. */
  readonly url: string;
  /** For discord.js: `new Client({ rest: sandbox.rest })`. */
  readonly rest: { readonly api: string };
  readonly token: string;
  readonly applicationId: string;
  readonly guildId: string;
  readonly faults: Pick<Faults, "add" | "clear" | "list">;
  traffic(): Traffic[];
  /** The routes of Discord's API that there are, as `GET /channels/:channel`. */
  readonly routes: readonly string[];
  /** How many requests came to routes that the sandbox does not implement. */
  unsupported(): number;
  /** Shows forms on the page. */
  setPanels(panels: readonly LivePanel[]): void;
  /** Back to the first channels and people, without messages and faults. The bot stays, and so do its commands. */
  reset(): void;
  close(): Promise<void>;
}

/**
 * Starts a Discord on this machine.
 *
 * @throws SandboxStartError where the host is not loopback, or the port is taken.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? Date.now;
  const seed = options.world ?? DEFAULT_WORLD;
  let world = createWorld(seed);
  let port = 0;
  const url = () => `http://127.0.0.1:${port}`;
  const token = options.token ?? createToken(world.bot.id);
  const ended = new AbortController();

  const ids = createSnowflakes(now);
  const events = createEvents();
  const traffic = createTrafficLog((entry) => events.emit({ type: "traffic", traffic: entry }));
  const gateway = createGateway({
    token,
    ids,
    now,
    heartbeatInterval: options.heartbeatInterval ?? 41_250,
    url: () => url().replace("http", "ws"),
    ready: () => ({
      v: 10,
      user: asUser(world.bot),
      application: { id: world.bot.id, flags: asApplication(world).flags },
    }),
    guildIds: () => (world.botInGuild ? [world.guild.id] : []),
    greeting: () =>
      world.botInGuild && world.available
        ? [{ name: "GUILD_CREATE", data: asGuildCreate(world), guildId: world.guild.id }]
        : [],
    onTraffic: (direction, name, body) => traffic.add({ at: now(), via: "gateway", direction, name, body }),
    onPresence: () => events.emit({ type: "world" }),
  });
  const messages = createMessageStore(now);
  const faults = createFaults((fault) => {
    if (fault.kind === "gateway-reconnect") gateway.reconnect();
    if (fault.kind === "invalid-session") gateway.invalidate(fault.resumable);
    if (fault.kind === "gateway-cut") gateway.cut(fault.code);
  });
  const currentWorld = () => world;
  const house: House = {
    now,
    ids,
    events,
    faults,
    gateway,
    world: currentWorld,
    changes: createChanges({ world: currentWorld, gateway, events, messages, ids }),
    messages,
    messenger: createMessenger({ store: messages, gateway, events, world: currentWorld }),
    attachments: createAttachments(ids, url),
    commands: createCommandRegistry(ids, world.bot.id, () => events.emit({ type: "commands" })),
    interactions: createInteractions(ids, now, { answer: 3000, token: 15 * 60_000, ...options.deadlines }),
    forms: createForms(),
    url,
  };
  const panels = createPanels(() => events.emit({ type: "world" }));
  let unsupported = 0;

  const reset = () => {
    for (const channelId of world.channels.keys()) messages.removeChannel(channelId);
    faults.clear();
    world = createWorld(seed);
    // To the bot a reset is an outage: clients take a server's channels anew only when it comes back.
    const { id } = world.guild;
    gateway.dispatch({ name: "GUILD_DELETE", data: { id, unavailable: true }, guildId: id });
    gateway.dispatch({ name: "GUILD_CREATE", data: asGuildCreate(world), guildId: id });
    events.emit({ type: "hello" });
  };

  const routes = allRoutes(house);
  const app = new Hono();
  app.use(guard(() => port));
  app.route(
    "/api/v10",
    serveRest({
      routes,
      token,
      faults,
      limits: options.rateLimits === false ? undefined : createRateLimits(now),
      traffic,
      now,
      onUnsupported: () => {
        unsupported += 1;
      },
    }),
  );
  app.route("/sandbox", servePeople(house));
  app.route("/sandbox", serveOperator({ house, traffic, panels, reset, ended: ended.signal }));
  app.route("/attachments", serveAttachments(house.attachments));
  app.route("/", servePage(options.pageDir ?? fileURLToPath(new URL("./page/", import.meta.url))));
  app.notFound((context) => context.json({ error: `There is nothing at ${context.req.path}.` }, 404));
  app.onError((error, context) =>
    error instanceof Cannot
      ? context.json({ error: error.message }, 400)
      : context.json({ error: `The sandbox failed: ${error.message}` }, 500),
  );

  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  server.on("upgrade", (request, socket, head) => {
    const { host, origin } = request.headers;
    if (!mayEnter({ host, origin, site: undefined, isNavigation: false }, port)) {
      socket.destroy();
      return;
    }
    gateway.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      gateway.sockets.emit("connection", webSocket, request);
    });
  });
  port = await listen(server, options.host ?? "127.0.0.1", options.port ?? 0);

  return {
    url: url(),
    rest: { api: `${url()}/api` },
    token,
    applicationId: world.bot.id,
    guildId: world.guild.id,
    faults,
    traffic: () => traffic.list(),
    routes: routes.map(({ method, path }) => `${method} ${path}`),
    unsupported: () => unsupported,
    setPanels: (live) => panels.set(live),
    reset,
    close: () =>
      new Promise((resolve) => {
        ended.abort();
        gateway.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A token of the shape that Discord's have: the bot's id, then what nobody can guess. */
function createToken(botId: string): string {
  return `${Buffer.from(botId).toString("base64url")}.sandbox.${crypto.randomUUID()}`;
}
