import { createEvents } from "./events.js";
import { createGateway } from "./gateway/create-gateway.js";
import { createCommandRegistry } from "./interactions/command-registry.js";
import { createForms } from "./interactions/forms.js";
import { createInteractions } from "./interactions/interactions.js";
import { createAttachments } from "./messages/attachments.js";
import { createMessagePublisher } from "./messages/message-publisher.js";
import { createMessageStore } from "./messages/message-store.js";
import type { SandboxOptions } from "./options.js";
import { createPanels } from "./panels.js";
import { createFaults, type Faults } from "./rest/faults.js";
import { createTrafficLog } from "./rest/traffic-log.js";
import type { SandboxServices } from "./services.js";
import { createSnowflakes } from "./snowflakes.js";
import { createWorld } from "./world/create-world.js";
import { defaultWorld } from "./world/default-world.js";
import { otherGuild, otherGuildIds } from "./world/other-guilds.js";
import { toApiApplication, toApiUser } from "./world/to-api-account.js";
import { toGuildCreate } from "./world/to-api-guild.js";
import { createWorldChanges } from "./world/world-changes.js";

const defaults = {
  /** Milliseconds, all three. */
  heartbeatInterval: 41_250,
  answer: 3000,
  token: 15 * 60_000,
} as const;

/** Builds everything but the server, top to bottom: each part uses those above it. */
export function createServices(options: SandboxOptions, url: () => string): SandboxServices {
  const now = options.now ?? Date.now;
  const seed = options.world ?? defaultWorld;
  let state = createWorld(seed);
  const world = () => state;
  const token = options.token ?? createToken(state.bot.id);

  const ids = createSnowflakes(now);
  const events = createEvents();
  const traffic = createTrafficLog(events);
  const panels = createPanels(() => events.emit({ type: "world" }));

  const others = otherGuildIds(options.otherGuilds ?? 0);
  const gateway = createGateway({
    token,
    ids,
    now,
    heartbeatInterval: options.heartbeatInterval ?? defaults.heartbeatInterval,
    url: () => url().replace("http", "ws"),
    ready: () => ({
      v: 10,
      user: toApiUser(state.bot),
      application: { id: state.applicationId, flags: toApiApplication(state).flags },
    }),
    guildIds: () => [...(state.botInGuild ? [state.guild.id] : []), ...others],
    initialEvents: () => [
      ...(state.botInGuild && state.available
        ? [{ name: "GUILD_CREATE", data: toGuildCreate(state), guildId: state.guild.id }]
        : []),
      ...others.map((id) => ({ name: "GUILD_CREATE", data: otherGuild(id, state), guildId: id })),
    ],
    onTraffic: (direction, name, body) => traffic.add({ at: now(), via: "gateway", direction, name, body }),
    onPresence: () => events.emit({ type: "world" }),
    refusedIdentify: () => faults.refusedIdentify(),
  });
  const faults: Faults = createFaults({
    onGateway(fault) {
      if (fault.kind === "gateway-reconnect") gateway.reconnect();
      if (fault.kind === "invalid-session") gateway.invalidate(fault.resumable);
      if (fault.kind === "gateway-cut") gateway.cut(fault.code, fault.reason);
      if (fault.kind === "gateway-packet") gateway.sendText(fault.text);
    },
    onPermissions: (channelId) => changes.withhold(channelId, faults.missingPermissions(channelId)),
  });

  const messages = createMessageStore(now);
  const publisher = createMessagePublisher({ store: messages, gateway, events, world });
  const attachments = createAttachments(ids, url);
  const changes = createWorldChanges({ world, gateway, events, messages, ids, now });

  const commands = createCommandRegistry(ids, state.applicationId, () => events.emit({ type: "commands" }));
  const { answer, token: tokenFor } = { ...defaults, ...options.deadlines };
  const interactions = createInteractions(ids, now, { answer, token: tokenFor });
  const forms = createForms();

  const reset = () => {
    for (const channelId of state.channels.keys()) messages.removeChannel(channelId);
    faults.clear();
    state = createWorld(seed);
    // A reset looks like an outage to the bot: clients reload a guild's channels only when it becomes available.
    const { id } = state.guild;
    gateway.dispatch({ name: "GUILD_DELETE", data: { id, unavailable: true }, guildId: id });
    gateway.dispatch({ name: "GUILD_CREATE", data: toGuildCreate(state), guildId: id });
    events.emit({ type: "hello" });
  };

  return {
    now,
    url,
    token,
    shards: options.shards ?? 1,
    ids,
    events,
    traffic,
    panels,
    gateway,
    faults,
    world,
    changes,
    messages,
    publisher,
    attachments,
    commands,
    interactions,
    forms,
    reset,
  };
}

/** Shaped like Discord's tokens: the bot's id, then a random part. */
function createToken(botId: string): string {
  return `${Buffer.from(botId).toString("base64url")}.sandbox.${crypto.randomUUID()}`;
}
