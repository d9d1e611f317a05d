import type { House } from "../house.js";
import type { Interaction } from "../interactions/pending.js";
import { createResponder } from "../interactions/responder.js";
import type { Stored } from "../messages/message-store.js";
import { refuse } from "../rest/refusal.js";
import { NOTHING, ok, type RestRequest, type Route } from "../rest/route.js";
import { messageSchemas } from "../validation/message-schemas.js";
import { parseMessage } from "../validation/parse-message.js";

const PATH = "/webhooks/:application/:token";
const ONE = "/webhooks/:application/:token/messages/:message";
const WRITES = { requests: 5, seconds: 2, exempt: true } as const;

/** What follows the first answer to an interaction, with its token, for fifteen minutes. */
export function webhookRoutes(house: House): Route[] {
  const responder = createResponder(house);

  const interactionOf = (request: RestRequest): Interaction => {
    if (request.param("application") !== house.world().bot.id) throw refuse("unknownWebhook");
    const interaction = house.interactions.byToken(request.param("token"));
    if (!interaction) throw refuse("invalidToken");
    if (interaction.state !== "answered") throw refuse("unknownWebhook");
    return interaction;
  };
  const messageOf = (interaction: Interaction, request: RestRequest): Stored => {
    const name = request.param("message");
    const stored = house.messages.get(name === "@original" ? (interaction.originalId ?? "") : name);
    const own = stored?.interactionId === interaction.id || stored?.message.id === interaction.originalId;
    if (!stored || !own) throw refuse("unknownMessage");
    return stored;
  };

  return [
    {
      method: "POST",
      path: PATH,
      access: "token",
      limit: WRITES,
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
      path: ONE,
      access: "token",
      handle: (request) => ok(messageOf(interactionOf(request), request).message),
    },
    {
      method: "PATCH",
      path: ONE,
      access: "token",
      limit: WRITES,
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
      path: ONE,
      access: "token",
      limit: WRITES,
      handle: (request) => {
        house.messenger.remove(messageOf(interactionOf(request), request));
        return NOTHING;
      },
    },
  ];
}
