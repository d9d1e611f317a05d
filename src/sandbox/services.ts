import type { Events } from "./events.js";
import type { Gateway } from "./gateway/create-gateway.js";
import type { CommandRegistry } from "./interactions/command-registry.js";
import type { Forms } from "./interactions/forms.js";
import type { Interactions } from "./interactions/interactions.js";
import type { Attachments } from "./messages/attachments.js";
import type { MessagePublisher } from "./messages/message-publisher.js";
import type { MessageStore } from "./messages/message-store.js";
import type { Panels } from "./panels.js";
import type { Faults } from "./rest/faults.js";
import type { TrafficLog } from "./rest/traffic-log.js";
import type { Snowflakes } from "./snowflakes.js";
import type { WorldState } from "./world/create-world.js";
import type { WorldChanges } from "./world/world-changes.js";

/** The parts of a sandbox, as built by `create-services.ts`. */
export interface SandboxServices {
  readonly now: () => number;
  /** `http://127.0.0.1:PORT` */
  readonly url: () => string;
  /** The bot's token. */
  readonly token: string;
  /** The number of shards that are recommended. */
  readonly shards: number;
  readonly ids: Snowflakes;
  readonly events: Events;
  readonly traffic: TrafficLog;
  readonly panels: Panels;
  readonly gateway: Gateway;
  readonly faults: Faults;
  /** A reset replaces the state, so call this each time. */
  readonly world: () => WorldState;
  readonly changes: WorldChanges;
  readonly messages: MessageStore;
  readonly publisher: MessagePublisher;
  readonly attachments: Attachments;
  readonly commands: CommandRegistry;
  readonly interactions: Interactions;
  readonly forms: Forms;
  /** Restores the initial channels and people, deletes messages and faults. The bot and its commands stay. */
  reset(): void;
}
