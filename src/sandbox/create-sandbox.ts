import { createServices } from "./create-services.js";
import { createApp } from "./http/create-app.js";
import { createServer } from "./http/create-server.js";
import { listen } from "./http/listen.js";
import type { Outcome } from "./interactions/interactions.js";
import type { SandboxOptions } from "./options.js";
import type { LivePanel } from "./panels.js";
import type { Traffic } from "./protocol.js";
import type { Faults } from "./rest/faults.js";
import { type Forgery, forge } from "./users/forge.js";

export type { SandboxOptions } from "./options.js";

export interface Sandbox {
  /** The page's address, and the `url` of `createPerson`. */
  readonly url: string;
  /** For discord.js: `new Client({ rest: sandbox.rest })`. */
  readonly rest: { readonly api: string };
  readonly token: string;
  readonly applicationId: string;
  /** The bot's user id; the application's, unless the world has another. */
  readonly botId: string;
  readonly guildId: string;
  readonly faults: Pick<Faults, "add" | "clear" | "list">;
  traffic(): Traffic[];
  /** The implemented routes of Discord's API, such as `GET /channels/:channel`. */
  readonly routes: readonly string[];
  /** The number of requests to routes that the sandbox does not implement. */
  unsupported(): number;
  /** Sends the bot an interaction that no client of Discord would send, such as a button that was never shown. */
  forge(forgery: Forgery): Promise<Outcome>;
  /** Shows forms on the page. */
  setPanels(panels: readonly LivePanel[]): void;
  /** Restores the initial channels and people, deletes messages and faults. The bot and its commands stay. */
  reset(): void;
  close(): Promise<void>;
}

/**
 * Starts a Discord on this machine.
 *
 * @throws SandboxStartError if the host is not loopback or the port is not available.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  // Known once the server listens. Nothing reads it before.
  let port = 0;
  const url = () => `http://127.0.0.1:${port}`;
  const ended = new AbortController();

  const services = createServices(options, url);
  const { app, routes, unsupported } = createApp(services, {
    ...options,
    port: () => port,
    ended: ended.signal,
  });
  const server = createServer(app, services.gateway, () => port);
  port = await listen(server, options.host ?? "127.0.0.1", options.port ?? 0);

  const { applicationId, bot, guild } = services.world();
  return {
    url: url(),
    rest: { api: `${url()}/api` },
    token: services.token,
    applicationId,
    botId: bot.id,
    guildId: guild.id,
    faults: services.faults,
    traffic: () => services.traffic.list(),
    routes,
    unsupported,
    forge: (forgery) => forge(services, forgery),
    setPanels: (live) => services.panels.set(live),
    reset: () => services.reset(),
    close: () =>
      new Promise((resolve) => {
        ended.abort();
        services.gateway.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
