import { createEvents } from "./events.js";
import { createGateway } from "./gateway/create-gateway.js";
import type { House } from "./house.js";
import { createPanels } from "./http/panels.js";
import { createCommandRegistry } from "./interactions/command-registry.js";
import { createForms } from "./interactions/forms.js";
import { createInteractions } from "./interactions/pending.js";
import { createAttachments } from "./messages/attachments.js";
import { createMessageStore } from "./messages/message-store.js";
import { createMessenger } from "./messages/messenger.js";
import type { SandboxOptions } from "./options.js";
import { createFaults } from "./rest/faults.js";
import { createTrafficLog } from "./rest/traffic-log.js";
import { createSnowflakes } from "./snowflakes.js";
import { createChanges } from "./world/apply-change.js";
import { asApplication, asUser } from "./world/as-account.js";
import { asGuildCreate } from "./world/as-guild.js";
import { createWorld } from "./world/create-world.js";
import { DEFAULT_WORLD } from "./world/default-world.js";

const DEFAULTS = {
  /** Milliseconds, all three. */
  heartbeatInterval: 41_250,
  answer: 3000,
  token: 15 * 60_000,
} as const;

/** Puts a sandbox together, but for its server: read top to bottom, each part is made of those above it. */
export function createHouse(options: SandboxOptions, url: () => string): House {
  const now = options.now ?? Date.now;
  const seed = options.world ?? DEFAULT_WORLD;
  let state = createWorld(seed);
  const world = () => state;
  const token = options.token ?? createToken(state.bot.id);

  const ids = createSnowflakes(now);
  const events = createEvents();
  const traffic = createTrafficLog(events);
  const panels = createPanels(() => events.emit({ type: "world" }));

  const gateway = createGateway({
    token,
    ids,
    now,
    heartbeatInterval: options.heartbeatInterval ?? DEFAULTS.heartbeatInterval,
    url: () => url().replace("http", "ws"),
    ready: () => ({
      v: 10,
      user: asUser(state.bot),
      application: { id: state.bot.id, flags: asApplication(state).flags },
    }),
    guildIds: () => (state.botInGuild ? [state.guild.id] : []),
    greeting: () =>
      state.botInGuild && state.available
        ? [{ name: "GUILD_CREATE", data: asGuildCreate(state), guildId: state.guild.id }]
        : [],
    onTraffic: (direction, name, body) => traffic.add({ at: now(), via: "gateway", direction, name, body }),
    onPresence: () => events.emit({ type: "world" }),
  });
  const faults = createFaults((fault) => {
    if (fault.kind === "gateway-reconnect") gateway.reconnect();
    if (fault.kind === "invalid-session") gateway.invalidate(fault.resumable);
    if (fault.kind === "gateway-cut") gateway.cut(fault.code);
  });

  const messages = createMessageStore(now);
  const messenger = createMessenger({ store: messages, gateway, events, world });
  const attachments = createAttachments(ids, url);
  const changes = createChanges({ world, gateway, events, messages, ids });

  const commands = createCommandRegistry(ids, state.bot.id, () => events.emit({ type: "commands" }));
  const { answer, token: tokenFor } = { ...DEFAULTS, ...options.deadlines };
  const interactions = createInteractions(ids, now, { answer, token: tokenFor });
  const forms = createForms();

  const reset = () => {
    for (const channelId of state.channels.keys()) messages.removeChannel(channelId);
    faults.clear();
    state = createWorld(seed);
    // To the bot a reset is an outage: clients take a server's channels anew only when it comes back.
    const { id } = state.guild;
    gateway.dispatch({ name: "GUILD_DELETE", data: { id, unavailable: true }, guildId: id });
    gateway.dispatch({ name: "GUILD_CREATE", data: asGuildCreate(state), guildId: id });
    events.emit({ type: "hello" });
  };

  return {
    now,
    url,
    token,
    ids,
    events,
    traffic,
    panels,
    gateway,
    faults,
    world,
    changes,
    messages,
    messenger,
    attachments,
    commands,
    interactions,
    forms,
    reset,
  };
}

/** A token of the shape that Discord's have: the bot's id, then what nobody can guess. */
function createToken(botId: string): string {
  return `${Buffer.from(botId).toString("base64url")}.sandbox.${crypto.randomUUID()}`;
}
