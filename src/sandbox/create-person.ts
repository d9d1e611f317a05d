import { createCall } from "./call.js";
import type { Person } from "./person.js";
import type { Answer, Message } from "./protocol.js";

export interface PersonOptions {
  /** The sandbox's address, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** The person's id or name: `"Mira"`. */
  readonly id: string;
  /** The initial channel, by name or id. `"dm"` is the direct messages with the bot. @default the first text channel */
  readonly channel?: string;
  /** Replaces `fetch` in tests. */
  readonly fetch?: typeof fetch;
}

/** A person in the sandbox at `url`. Stores only their current channel. A refusal throws `SandboxError`. */
export function createPerson(options: PersonOptions): Person {
  const call = createCall(options.url, options.fetch);
  const as = options.id;
  let channel = options.channel;

  /** Uses a component of a message in the message's channel, not the current one. */
  const useComponent = (kind: string, message: Message, what: object): Promise<Answer> =>
    call(`/interactions/${kind}`, {
      method: "POST",
      body: { as, message: message.id, ...what },
    });

  return {
    id: as,
    world: () => call("/world", { query: { as } }),
    commands: () => call("/commands", { query: { as, channel } }),
    suggest: (command, values, focused) =>
      call("/interactions/suggest", {
        method: "POST",
        body: { as, channel, command, options: values, focused },
      }),
    run: (command, values = {}) =>
      call("/interactions/run", { method: "POST", body: { as, channel, command, options: values } }),
    runOn: (message, command) => useComponent("message-command", message, { command }),
    press: (message, button) => useComponent("press", message, { button }),
    choose: (message, menu, values) => useComponent("choose", message, { menu, values }),
    submit: (modal, values) =>
      call("/interactions/submit", {
        method: "POST",
        body: { as, modal: modal.custom_id, values },
      }),
    say: (content) => call("/messages", { method: "POST", body: { as, channel, content } }),
    dismiss: (message) => call("/messages/dismiss", { method: "POST", body: { as, message: message.id } }),
    read: (where) => call("/messages", { query: { as, channel: where ?? channel } }),
    go(where) {
      channel = where;
    },
  };
}
