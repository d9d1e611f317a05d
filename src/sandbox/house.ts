import type { Events } from "./events.js";
import type { Gateway } from "./gateway/create-gateway.js";
import type { CommandRegistry } from "./interactions/command-registry.js";
import type { Forms } from "./interactions/forms.js";
import type { Interactions } from "./interactions/pending.js";
import type { Attachments } from "./messages/attachments.js";
import type { MessageStore } from "./messages/message-store.js";
import type { Messenger } from "./messages/messenger.js";
import type { Faults } from "./rest/faults.js";
import type { Snowflakes } from "./snowflakes.js";
import type { Changes } from "./world/apply-change.js";
import type { WorldState } from "./world/create-world.js";

/** Everything there is in a sandbox, for the routes to work on. `create-sandbox.ts` puts it together. */
export interface House {
  readonly now: () => number;
  readonly ids: Snowflakes;
  readonly events: Events;
  readonly faults: Faults;
  readonly gateway: Gateway;
  /** Changes at a reset: ask each time. */
  readonly world: () => WorldState;
  readonly changes: Changes;
  readonly messages: MessageStore;
  readonly messenger: Messenger;
  readonly attachments: Attachments;
  readonly commands: CommandRegistry;
  readonly interactions: Interactions;
  readonly forms: Forms;
  /** `http://127.0.0.1:PORT` */
  readonly url: () => string;
}
