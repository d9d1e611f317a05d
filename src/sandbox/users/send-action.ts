import type { APIMessage, InteractionType } from "discord-api-types/v10";
import type { Outcome } from "../interactions/interactions.js";
import { sendInteraction } from "../interactions/send-interaction.js";
import type { Answer } from "../protocol.js";
import type { SandboxServices } from "../services.js";
import type { Account, Channel } from "../world/entities.js";

export interface UserAction {
  readonly person: Account;
  readonly channel: Channel;
  readonly type: InteractionType;
  /** What Discord calls the interaction's data. */
  readonly data: unknown;
  /** The whole of a slash command: `lists add`. */
  readonly commandName?: string;
  /** The message that is acted on. */
  readonly message?: APIMessage;
}

/** Sends what a person does to the bot as an interaction, and waits for what comes of it. */
export function sendAction(
  services: SandboxServices,
  { person, channel, type, data, commandName, message }: UserAction,
): Promise<Outcome> {
  return services.interactions.open(
    {
      type,
      personId: person.id,
      channelId: channel.id,
      ...(commandName === undefined ? {} : { commandName }),
      ...(message ? { messageId: message.id } : {}),
    },
    (interaction) =>
      sendInteraction(services, interaction, person, channel, { data, ...(message ? { message } : {}) }),
  );
}

/** What is shown of an act that was not a question for suggestions. */
export async function answerOf(outcome: Promise<Outcome>): Promise<Answer> {
  const settled = await outcome;
  return settled.kind === "choices"
    ? { kind: "failed", reason: "The bot sent suggestions as its answer" }
    : settled;
}
