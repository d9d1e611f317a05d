import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  ModalInteractionCallbackRequestDataSchema,
} from "discord-api-spec/zod";
import { InteractionResponseType as R, InteractionType as T } from "discord-api-types/v10";
import { z } from "zod";
import type { Interaction } from "../interactions/interactions.js";
import { createResponder } from "../interactions/responder.js";
import { isEphemeral, isLoading } from "../message-flags.js";
import { type StoredMessage, toMessage } from "../messages/message-store.js";
import { refuse, refuseBody } from "../rest/refusal.js";
import { noContent, ok, type RestRequest, type Route } from "../rest/route.js";
import type { SandboxServices } from "../services.js";
import { choiceProblems, modalProblems } from "../validation/callback-limits.js";
import { messageSchemas } from "../validation/message-schemas.js";
import { parseBody } from "../validation/parse-body.js";
import { parseMessage } from "../validation/parse-message.js";

const callbackSchema = z.object({ type: z.int(), data: z.unknown().optional() });
const flagsSchema = z.object({ flags: z.int().nullish() });

/** The responses that each type of interaction accepts. */
const allowedResponses: Partial<Record<T, readonly number[]>> = {
  [T.ApplicationCommand]: [R.ChannelMessageWithSource, R.DeferredChannelMessageWithSource, R.Modal],
  [T.ApplicationCommandAutocomplete]: [R.ApplicationCommandAutocompleteResult],
  [T.MessageComponent]: [
    R.ChannelMessageWithSource,
    R.DeferredChannelMessageWithSource,
    R.DeferredMessageUpdate,
    R.UpdateMessage,
    R.Modal,
  ],
  [T.ModalSubmit]: [
    R.ChannelMessageWithSource,
    R.DeferredChannelMessageWithSource,
    R.DeferredMessageUpdate,
    R.UpdateMessage,
  ],
};

/** The first response to an interaction, due within three seconds. */
export function interactionRoutes(services: SandboxServices): Route[] {
  const { interactions } = services;
  const responder = createResponder(services);

  const answer = (
    interaction: Interaction,
    type: number,
    request: RestRequest,
    data: unknown,
  ): StoredMessage | undefined => {
    const fileCount = request.files.length;
    switch (type) {
      case R.ChannelMessageWithSource: {
        const body = parseMessage(messageSchemas.answer, data, { fileCount, at: ["data"] });
        const stored = responder.reply(interaction, body, request.files);
        interactions.settle(interaction, { kind: "message", message: toMessage(stored) });
        return stored;
      }
      case R.DeferredChannelMessageWithSource: {
        // A deferred message accepts the flags only.
        const { flags } = parseBody(flagsSchema, data);
        const stored = responder.think(interaction, isEphemeral({ flags }));
        interactions.settle(interaction, { kind: "message", message: toMessage(stored) });
        return stored;
      }
      case R.DeferredMessageUpdate:
        responder.source(interaction);
        interactions.settle(interaction, { kind: "acknowledged" });
        return undefined;
      case R.UpdateMessage: {
        const source = responder.source(interaction);
        const body = parseMessage(messageSchemas.answerUpdate, data, {
          before: source.message,
          fileCount,
          at: ["data"],
        });
        const stored = responder.edit(source, body, request.files, { markEdited: false });
        interactions.settle(interaction, { kind: "update", message: toMessage(stored) });
        return stored;
      }
      case R.ApplicationCommandAutocompleteResult: {
        const body = parseBody(ApplicationCommandAutocompleteCallbackRequestSchema, { type, data });
        const choices = (body.data?.choices ?? []).flatMap((choice) => choice ?? []);
        const problems = choiceProblems(choices);
        if (problems.length > 0) throw refuseBody(problems);
        interactions.settle(interaction, { kind: "choices", choices });
        return undefined;
      }
      default: {
        const modal = parseBody(ModalInteractionCallbackRequestDataSchema, data, modalProblems);
        responder.openForm(interaction, modal);
        interactions.settle(interaction, { kind: "modal", modal });
        return undefined;
      }
    }
  };

  return [
    {
      method: "POST",
      path: "/interactions/:interaction/:token/callback",
      access: "token",
      limit: { requests: 1000, seconds: 1, exempt: true },
      handle: (request) => {
        const interaction = interactions.find(request.param("interaction"), request.param("token"));
        if (!interaction || interaction.state === "late") throw refuse("unknownInteraction");
        if (interaction.state === "answered") throw refuse("alreadyAnswered");
        const { type, data } = parseBody(callbackSchema, request.body);
        const allowed = allowedResponses[interaction.type] ?? [];
        if (!allowed.includes(type)) {
          throw refuseBody([
            {
              path: ["type"],
              code: "BASE_TYPE_CHOICES",
              message: `Value must be one of {${allowed.join(", ")}}.`,
            },
          ]);
        }
        const stored = answer(interaction, type, request, data);
        return request.query.get("with_response") === "true"
          ? ok(callbackResponse(interaction, type, stored))
          : noContent;
      },
    },
  ];
}

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object */
function callbackResponse(interaction: Interaction, type: number, stored: StoredMessage | undefined) {
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      channel_id: interaction.channelId,
      ...(stored
        ? {
            response_message_id: stored.message.id,
            response_message_loading: isLoading(stored.message),
            response_message_ephemeral: isEphemeral(stored.message),
          }
        : {}),
    },
    resource: { type, ...(stored ? { message: stored.message } : {}) },
  };
}
