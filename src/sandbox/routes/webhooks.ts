import type { Interaction } from "../interactions/interactions.js";
import { createResponder } from "../interactions/responder.js";
import type { StoredMessage } from "../messages/message-store.js";
import { refuse } from "../rest/refusal.js";
import { noContent, ok, type RestRequest, type Route } from "../rest/route.js";
import type { SandboxServices } from "../services.js";
import { messageSchemas } from "../validation/message-schemas.js";
import { parseMessage } from "../validation/parse-message.js";

const webhookPath = "/webhooks/:application/:token";
const messagePath = "/webhooks/:application/:token/messages/:message";
const writeLimit = { requests: 5, seconds: 2, exempt: true } as const;

/** Reading, editing and following up answers to interactions, with their tokens. */
export function webhookRoutes(services: SandboxServices): Route[] {
  const responder = createResponder(services);

  const interactionOf = (request: RestRequest): Interaction => {
    if (request.param("application") !== services.world().applicationId) throw refuse("unknownWebhook");
    const interaction = services.interactions.byToken(request.param("token"));
    if (!interaction) throw refuse("invalidToken");
    if (interaction.state !== "answered") throw refuse("unknownWebhook");
    return interaction;
  };
  const messageOf = (interaction: Interaction, request: RestRequest): StoredMessage => {
    const name = request.param("message");
    const stored = services.messages.get(name === "@original" ? (interaction.originalId ?? "") : name);
    const own = stored?.interactionId === interaction.id || stored?.message.id === interaction.originalId;
    if (!stored || !own) throw refuse("unknownMessage");
    return stored;
  };

  return [
    {
      method: "POST",
      path: webhookPath,
      access: "token",
      limit: writeLimit,
      handle: (request) => {
        const interaction = interactionOf(request);
        const body = parseMessage(messageSchemas.answer, request.body, {
          fileCount: request.files.length,
        });
        return ok(responder.followUp(interaction, body, request.files).message);
      },
    },
    {
      method: "GET",
      path: messagePath,
      access: "token",
      handle: (request) => ok(messageOf(interactionOf(request), request).message),
    },
    {
      method: "PATCH",
      path: messagePath,
      access: "token",
      limit: writeLimit,
      handle: (request) => {
        const stored = messageOf(interactionOf(request), request);
        const body = parseMessage(messageSchemas.answerEdit, request.body, {
          before: stored.message,
          fileCount: request.files.length,
        });
        return ok(responder.edit(stored, body, request.files, { markEdited: true }).message);
      },
    },
    {
      method: "DELETE",
      path: messagePath,
      access: "token",
      limit: writeLimit,
      handle: (request) => {
        services.publisher.remove(messageOf(interactionOf(request), request));
        return noContent;
      },
    },
  ];
}
