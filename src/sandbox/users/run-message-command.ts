import { ApplicationCommandType, InteractionType } from "discord-api-types/v10";
import type { Answer } from "../protocol.js";
import type { SandboxServices } from "../services.js";
import type { Account } from "../world/entities.js";
import { ActionError } from "./action-error.js";
import { findChannel } from "./find.js";
import { answerOf, sendAction } from "./send-action.js";
import { usableCommands } from "./usable-commands.js";

/** Runs a message's command: *Apps* in its menu. The bot gets the message with its content, whatever its intents. */
export async function runMessageCommand(
  services: SandboxServices,
  person: Account,
  messageId: string,
  name: string,
): Promise<Answer> {
  const stored = services.messages.get(messageId);
  if (!stored || stored.onlyFor !== undefined)
    throw new ActionError("The message does not exist, or is ephemeral: these have no commands.");
  const { message } = stored;
  // Throws if the person cannot view the channel.
  const channel = findChannel(services, person, message.channel_id);
  const command = usableCommands(services, person, channel).find(
    (one) => one.type === ApplicationCommandType.Message && one.name === name,
  );
  if (!command)
    throw new ActionError(`${person.name} has no command "${name}" for messages in ${channel.name}.`);
  const data = {
    id: command.id,
    name,
    type: command.type,
    ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
    target_id: message.id,
    resolved: { messages: { [message.id]: message } },
  };
  return answerOf(
    sendAction(services, {
      person,
      channel,
      type: InteractionType.ApplicationCommand,
      data,
      commandName: name,
      targetId: message.id,
    }),
  );
}
