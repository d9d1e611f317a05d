import { createServices } from "./create-services.js";
import { createApp } from "./http/create-app.js";
import { createServer } from "./http/create-server.js";
import { listen } from "./http/listen.js";
import type { SandboxOptions } from "./options.js";
import type { LivePanel } from "./panels.js";
import type { Traffic } from "./protocol.js";
import type { Faults } from "./rest/faults.js";

export type { SandboxOptions } from "./options.js";

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
  // The port is known once the server listens, and nothing asks for it before.
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

  const { bot, guild } = services.world();
  return {
    url: url(),
    rest: { api: `${url()}/api` },
    token: services.token,
    applicationId: bot.id,
    guildId: guild.id,
    faults: services.faults,
    traffic: () => services.traffic.list(),
    routes,
    unsupported,
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
