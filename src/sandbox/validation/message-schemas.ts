import {
  BaseCreateMessageCreateRequestSchema,
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
} from "discord-api-spec/zod";
import { byType } from "./by-type.js";

/** Discord's schemas for writing and editing messages. */
export const messageSchemas = {
  create: byType(MessageCreateRequestSchema),
  edit: byType(MessageEditRequestPartialSchema),
  forumStarter: byType(BaseCreateMessageCreateRequestSchema),
  answer: byType(IncomingWebhookInteractionRequestSchema),
  answerUpdate: byType(IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema),
  answerEdit: byType(IncomingWebhookUpdateRequestPartialSchema),
} as const;
