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
  /** The interaction's `data`. */
  readonly data: unknown;
  /** A slash command with its subcommand: `lists add`. */
  readonly commandName?: string;
  /** The message that a message command was run on. */
  readonly targetId?: string;
  /** The message with the component. */
  readonly message?: APIMessage;
}

/** Sends a person's action to the bot as an interaction and waits for the outcome. */
export function sendAction(
  services: SandboxServices,
  { person, channel, type, data, commandName, targetId, message }: UserAction,
): Promise<Outcome> {
  return services.interactions.open(
    {
      type,
      personId: person.id,
      channelId: channel.id,
      ...(commandName === undefined ? {} : { commandName }),
      ...(targetId === undefined ? {} : { targetId }),
      ...(message ? { messageId: message.id } : {}),
    },
    (interaction) =>
      sendInteraction(services, interaction, person, channel, { data, ...(message ? { message } : {}) }),
  );
}

/** The answer to an action that did not ask for suggestions. */
export async function answerOf(outcome: Promise<Outcome>): Promise<Answer> {
  const settled = await outcome;
  return settled.kind === "choices"
    ? { kind: "failed", reason: "The bot sent suggestions as its answer" }
    : settled;
}
