import { Client, type ClientOptions, Events, GatewayIntentBits } from "discord.js";
import { createOperator } from "../../src/sandbox/create-operator.js";
import { createPerson } from "../../src/sandbox/create-person.js";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/create-sandbox.js";

export interface Rig {
  readonly sandbox: Sandbox;
  readonly bot: Client<true>;
  readonly operator: ReturnType<typeof createOperator>;
  person(name: string, channel?: string): ReturnType<typeof createPerson>;
  channelId(name: string): Promise<string>;
  close(): Promise<void>;
}

/** A sandbox with a bot logged in to it, by the unmodified discord.js client. */
export async function createRig(
  options: SandboxOptions = {},
  client: Partial<ClientOptions> = {},
): Promise<Rig> {
  const sandbox = await createSandbox({ rateLimits: false, ...options });
  const bot = await login(sandbox, client);
  const operator = createOperator(sandbox.url);
  return {
    sandbox,
    bot,
    operator,
    person: (name, channel) => createPerson({ url: sandbox.url, id: name, ...(channel ? { channel } : {}) }),
    async channelId(name) {
      const world = await createPerson({ url: sandbox.url, id: "Ada" }).world();
      const channel = world.channels.find((one) => one.name === name);
      if (!channel) throw new Error(`no channel ${name}`);
      return channel.id;
    },
    async close() {
      await bot.destroy();
      await sandbox.close();
    },
  };
}

/** Logs a discord.js client in and waits until it is ready. */
export async function login(sandbox: Sandbox, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const bot = new Client({
    intents: [GatewayIntentBits.Guilds],
    ...options,
    rest: { ...sandbox.rest, ...options.rest },
  });
  const ready = new Promise<Client<true>>((resolve) => bot.once(Events.ClientReady, resolve));
  await bot.login(sandbox.token);
  return ready;
}
