/**
 * Declarations for the schemas of npm `discord-api-spec`, which is generated from Discord's OpenAPI document and
 * ships none. The shapes are those of discord-api-types.
 */
declare module "discord-api-spec/zod" {
  import type {
    APIApplicationCommandOption,
    APIModalInteractionResponseCallbackData,
    ApplicationCommandType,
    ApplicationIntegrationType,
    InteractionContextType,
    LocalizationMap,
    RESTPatchAPIChannelMessageJSONBody,
    RESTPostAPIChannelMessageJSONBody,
    ThreadAutoArchiveDuration,
  } from "discord-api-types/v10";
  import type { ZodMiniType } from "zod/mini";

  /** The body of every request that writes or edits a message. */
  export type MessageBody = RESTPatchAPIChannelMessageJSONBody &
    Pick<RESTPostAPIChannelMessageJSONBody, "nonce" | "enforce_nonce" | "message_reference" | "tts">;

  /** Without permissions, which are a number in this document but a string in all clients. */
  export interface CommandBody {
    name: string;
    type?: ApplicationCommandType | null;
    name_localizations?: LocalizationMap | null | undefined;
    description?: string | null;
    description_localizations?: LocalizationMap | null | undefined;
    options?: APIApplicationCommandOption[] | null;
    contexts?: InteractionContextType[] | null;
    integration_types?: ApplicationIntegrationType[] | null;
  }

  export interface ThreadBody {
    name: string;
    auto_archive_duration?: ThreadAutoArchiveDuration | null;
  }

  export interface ThreadUpdateBody {
    name?: string | null;
    archived?: boolean | null;
    locked?: boolean | null;
    auto_archive_duration?: ThreadAutoArchiveDuration | null;
    applied_tags?: string[] | null;
  }

  export interface ChoicesBody {
    type: 8;
    data?: { choices?: ({ name: string; value: string | number } | null)[] | null };
  }

  export const MessageCreateRequestSchema: ZodMiniType<MessageBody>;
  export const MessageEditRequestPartialSchema: ZodMiniType<MessageBody>;
  export const BaseCreateMessageCreateRequestSchema: ZodMiniType<MessageBody>;
  export const IncomingWebhookInteractionRequestSchema: ZodMiniType<MessageBody>;
  export const IncomingWebhookUpdateRequestPartialSchema: ZodMiniType<MessageBody>;
  export const IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema: ZodMiniType<MessageBody>;
  export const ApplicationCommandAutocompleteCallbackRequestSchema: ZodMiniType<ChoicesBody>;
  export const ModalInteractionCallbackRequestDataSchema: ZodMiniType<APIModalInteractionResponseCallbackData>;
  export const ApplicationCommandCreateRequestSchema: ZodMiniType<CommandBody>;
  export const ApplicationCommandPatchRequestPartialSchema: ZodMiniType<Partial<CommandBody>>;
  export const CreateTextThreadWithMessageRequestSchema: ZodMiniType<ThreadBody>;
  export const CreateTextThreadWithoutMessageRequestSchema: ZodMiniType<
    ThreadBody & { type?: 10 | 11 | 12 | null }
  >;
  export const CreateForumThreadRequestSchema: ZodMiniType<
    ThreadBody & { message: MessageBody; applied_tags?: string[] | null }
  >;
  export const UpdateThreadRequestPartialSchema: ZodMiniType<ThreadUpdateBody>;
}
