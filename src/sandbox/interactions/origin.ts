import { type APIMessage, InteractionType, MessageReferenceType, MessageType } from "discord-api-types/v10";
import type { House } from "../house.js";
import { asUser } from "../world/as-account.js";
import type { Interaction } from "./pending.js";

/** What a message says of the interaction it answers: *Mira used /search*, or the message it replies to. */
export function originOf(interaction: Interaction, house: House): Partial<APIMessage> {
  const person = house.world().people.get(interaction.personId);
  if (!person) return {};
  const user = asUser(person);
  const shared = {
    id: interaction.id,
    user,
    authorizing_integration_owners: { 0: house.world().guild.id },
  };
  if (interaction.type === InteractionType.ApplicationCommand) {
    return {
      type: MessageType.ChatInputCommand,
      interaction_metadata: { ...shared, type: InteractionType.ApplicationCommand },
      interaction: { id: interaction.id, type: interaction.type, name: interaction.commandName ?? "", user },
    };
  }
  // A form that a command has opened replies to no message.
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
