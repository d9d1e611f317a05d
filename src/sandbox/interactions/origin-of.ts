import { type APIMessage, InteractionType, MessageReferenceType, MessageType } from "discord-api-types/v10";
import type { SandboxServices } from "../services.js";
import { toApiUser } from "../world/to-api-account.js";
import type { Interaction } from "./interactions.js";

/** The fields of a message that describe the interaction it answers: *Mira used /search*, or the message it replies to. */
export function originOf(interaction: Interaction, services: SandboxServices): Partial<APIMessage> {
  const person = services.world().people.get(interaction.personId);
  if (!person) return {};
  const user = toApiUser(person);
  const shared = {
    id: interaction.id,
    user,
    authorizing_integration_owners: { 0: services.world().guild.id },
  };
  if (interaction.type === InteractionType.ApplicationCommand) {
    const { targetId } = interaction;
    return {
      type: targetId === undefined ? MessageType.ChatInputCommand : MessageType.ContextMenuCommand,
      interaction_metadata: {
        ...shared,
        type: InteractionType.ApplicationCommand,
        ...(targetId === undefined ? {} : { target_message_id: targetId }),
      },
      interaction: { id: interaction.id, type: interaction.type, name: interaction.commandName ?? "", user },
    };
  }
  // A form opened by a command replies to no message.
  if (interaction.messageId === undefined) return {};
  return {
    type: MessageType.Reply,
    message_reference: {
      type: MessageReferenceType.Default,
      message_id: interaction.messageId,
      channel_id: interaction.channelId,
    },
    interaction_metadata: {
      ...shared,
      type: InteractionType.MessageComponent,
      interacted_message_id: interaction.messageId,
    },
  };
}
