import type { MessageBody } from "discord-api-spec/zod";
import {
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  MessageFlags,
} from "discord-api-types/v10";
import { isEphemeral, isLoading } from "../message-flags.js";
import { fileDescriptions } from "../messages/attachments.js";
import { type ComposeContext, compose, edit } from "../messages/compose.js";
import type { StoredMessage } from "../messages/message-store.js";
import { refuse } from "../rest/refusal.js";
import type { Upload } from "../rest/route.js";
import type { SandboxServices } from "../services.js";
import type { Interaction } from "./interactions.js";
import { originOf } from "./origin-of.js";

export interface Responder {
  /** Posts the first answer. */
  reply(interaction: Interaction, body: MessageBody, files: readonly Upload[]): StoredMessage;
  /** Posts a further answer. The first one after *thinking* replaces it. */
  followUp(interaction: Interaction, body: MessageBody, files: readonly Upload[]): StoredMessage;
  /** Posts *The bot is thinking…* */
  think(interaction: Interaction, ephemeral: boolean): StoredMessage;
  /** The message with the button or menu, or from which the form was opened. @throws Refusal if there is none. */
  source(interaction: Interaction): StoredMessage;
  edit(
    stored: StoredMessage,
    body: MessageBody,
    files: readonly Upload[],
    how: { readonly markEdited: boolean },
  ): StoredMessage;
  /** Records the person's open form and its message. */
  openForm(interaction: Interaction, modal: APIModalInteractionResponseCallbackData): void;
}

/** Writes the bot's answers to interactions. */
export function createResponder(services: SandboxServices): Responder {
  /** Answers notify users only, never roles or everyone. */
  const context = (): ComposeContext => ({
    world: services.world(),
    author: services.world().bot,
    mayMentionAll: false,
    mentionsByDefault: ["users"],
  });

  const post = (interaction: Interaction, message: APIMessage): StoredMessage =>
    services.publisher.post({
      message,
      interactionId: interaction.id,
      ...(isEphemeral(message) ? { onlyFor: interaction.personId } : {}),
    });
  const write = (interaction: Interaction, body: MessageBody, files: readonly Upload[]): APIMessage => ({
    ...compose(
      body,
      {
        id: services.ids.next(),
        channelId: interaction.channelId,
        files: services.attachments.add(files, fileDescriptions(body)),
      },
      context(),
    ),
    ...originOf(interaction, services),
    application_id: services.world().applicationId,
    webhook_id: services.world().applicationId,
  });

  const responder: Responder = {
    reply(interaction, body, files) {
      const stored = post(interaction, write(interaction, body, files));
      interaction.originalId = stored.message.id;
      return stored;
    },
    followUp(interaction, body, files) {
      const original = services.messages.get(interaction.originalId ?? "");
      if (original && isLoading(original.message))
        return responder.edit(original, body, files, { markEdited: false });
      return post(interaction, write(interaction, body, files));
    },
    think(interaction, ephemeral) {
      const flags = MessageFlags.Loading | (ephemeral ? MessageFlags.Ephemeral : 0);
      const message = { ...write(interaction, {}, []), flags };
      const stored = post(interaction, message);
      interaction.originalId = message.id;
      return stored;
    },
    source(interaction) {
      const stored = services.messages.get(interaction.messageId ?? "");
      if (!stored) throw refuse("unknownMessage");
      interaction.originalId = stored.message.id;
      return stored;
    },
    edit(stored, body, files, { markEdited }) {
      const change = {
        editedAt: new Date(services.now()).toISOString(),
        files: services.attachments.add(files, fileDescriptions(body)),
      };
      const next = edit(stored.message, body, change, context());
      return services.publisher.change(
        stored,
        markEdited ? next : { ...next, edited_timestamp: stored.message.edited_timestamp },
      );
    },
    openForm(interaction, modal) {
      services.forms.open(interaction.personId, {
        modal,
        channelId: interaction.channelId,
        ...(interaction.messageId === undefined ? {} : { messageId: interaction.messageId }),
      });
    },
  };
  return responder;
}
