/**
 * How a program is a person in the sandbox: the page uses this in the browser and the tests use it in Node, so
 * whatever a test does, a person can do, and the other way round. Runs wherever there is `fetch`.
 */
import type { APIApplicationCommand, APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import type { Answer, Choice, Message, OptionValue, World } from "./protocol.js";

export interface Person {
  readonly id: string;
  /** The server, its channels and people, as this person may see them. */
  world(): Promise<World>;
  /** The commands that the bot has registered and this person may use, in the order of the picker. */
  commands(): Promise<APIApplicationCommand[]>;
  /** Asks the bot for suggestions for the option `focused`, with what is typed so far in `options`. */
  suggest(command: string, options: Record<string, OptionValue>, focused: string): Promise<Choice[]>;
  /** Runs a slash command in the current channel. Subcommands are written `"lists add"`. */
  run(command: string, options?: Record<string, OptionValue>): Promise<Answer>;
  /** Presses the button of a message that has this label or this custom_id. */
  press(message: Message, labelOrCustomId: string): Promise<Answer>;
  /** Picks from the menu with this custom_id; with only one menu in the message, the custom_id may be `null`. */
  choose(message: Message, customId: string | null, values: readonly string[]): Promise<Answer>;
  /** Sends a form that the bot has opened. */
  submit(
    modal: APIModalInteractionResponseCallbackData,
    values: Record<string, OptionValue>,
  ): Promise<Answer>;
  /** Writes a plain message in the current channel. */
  say(content: string): Promise<Message>;
  /** Hides an ephemeral message, as *Dismiss message* does. */
  dismiss(message: Message): Promise<void>;
  /** What this person sees in a channel, oldest first; the current channel where none is named. */
  read(channel?: string): Promise<Message[]>;
  /** Goes to another channel, by name or id. */
  go(channel: string): void;
}
