import { createCall } from "./call.js";
import type { Person } from "./person.js";
import type { Answer, Message } from "./protocol.js";

export interface PersonOptions {
  /** Where the sandbox listens, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** The person's id or name: `"Mira"`. */
  readonly id: string;
  /** Where the person starts, by name or id; the first text channel where not given. `"dm"` is the bot's DM. */
  readonly channel?: string;
  /** Replaces `fetch`, for tests. */
  readonly fetch?: typeof fetch;
}

/** A person of the sandbox at `url`. Keeps nothing but the channel they are in; a refusal throws `SandboxError`. */
export function createPerson(options: PersonOptions): Person {
  const call = createCall(options.url, options.fetch);
  const as = options.id;
  let channel = options.channel;

  /** A message is acted on where it stands, whichever channel the person looks at now. */
  const act = (verb: string, message: Message, what: object): Promise<Answer> =>
    call(`/interactions/${verb}`, {
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
    press: (message, button) => act("press", message, { button }),
    choose: (message, menu, values) => act("choose", message, { menu, values }),
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
