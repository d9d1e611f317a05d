/**
 * A human user of the sandbox, for programs. The page uses it in the browser and the tests in Node, so both can do
 * exactly the same.
 */
import type { APIApplicationCommand, APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import type { Answer, Choice, FormValue, Message, OptionValue, World } from "./protocol.js";

export interface Person {
  readonly id: string;
  /** The server, its channels and people, as visible to this person. */
  world(): Promise<World>;
  /** The registered commands that this person may use, in the order of the picker. */
  commands(): Promise<APIApplicationCommand[]>;
  /** Asks the bot for suggestions for the option `focused`. `options` holds what is typed so far. */
  suggest(command: string, options: Record<string, OptionValue>, focused: string): Promise<Choice[]>;
  /** Runs a slash command in the current channel: `"search"`, or with a subcommand `"lists add"`. */
  run(command: string, options?: Record<string, OptionValue>): Promise<Answer>;
  /** Runs a message's command, which is under *Apps* in the message's menu: `"Find papers"`. */
  runOn(message: Message, command: string): Promise<Answer>;
  /** Presses a message's button, by label or custom_id. */
  press(message: Message, labelOrCustomId: string): Promise<Answer>;
  /** Picks from a message's menu. `customId` may be `null` if the message has only one. */
  choose(message: Message, customId: string | null, values: readonly string[]): Promise<Answer>;
  /** Submits a form that the bot opened. Fields without a value keep their initial one. */
  submit(modal: APIModalInteractionResponseCallbackData, values: Record<string, FormValue>): Promise<Answer>;
  /** Writes a message in the current channel. */
  say(content: string): Promise<Message>;
  /** Dismisses an ephemeral message. */
  dismiss(message: Message): Promise<void>;
  /** The messages in a channel that this person can see, oldest first. @default the current channel */
  read(channel?: string): Promise<Message[]>;
  /** Switches the current channel, by name or id. */
  go(channel: string): void;
}
