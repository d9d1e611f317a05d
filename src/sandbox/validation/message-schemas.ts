import {
  BaseCreateMessageCreateRequestSchema,
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
} from "discord-api-spec/zod";
import { byType } from "./by-type.js";

/** Discord's schemas of what writes or edits a message, each made ready once. */
export const messageSchemas = {
  create: byType(MessageCreateRequestSchema),
  edit: byType(MessageEditRequestPartialSchema),
  forumStarter: byType(BaseCreateMessageCreateRequestSchema),
  answer: byType(IncomingWebhookInteractionRequestSchema),
  answerUpdate: byType(IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema),
  answerEdit: byType(IncomingWebhookUpdateRequestPartialSchema),
} as const;
