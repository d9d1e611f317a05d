import type { InteractionType } from "discord-api-types/v10";
import type { Outcome } from "../interactions/interactions.js";
import { sendInteraction } from "../interactions/send-interaction.js";
import type { SandboxServices } from "../services.js";
import { findChannel, findPerson } from "./find.js";

/** An interaction that Discord's own client would not send. */
export interface Forgery {
  /** A person by id or name. */
  readonly person: string;
  /** A channel by name or id. @default the first text channel */
  readonly channel?: string;
  readonly type: InteractionType;
  /** The interaction's `data`, not checked. */
  readonly data: unknown;
  /** The message that it claims to come from. */
  readonly messageId?: string;
  /** Fields that replace those of the payload, such as `guild_id`. */
  readonly instead?: Readonly<Record<string, unknown>>;
}

/** Sends an interaction as it is, as a changed client could, and waits for the outcome. */
export function forge(services: SandboxServices, forgery: Forgery): Promise<Outcome> {
  const { type, data, messageId, instead = {} } = forgery;
  const person = findPerson(services, forgery.person);
  const channel = findChannel(services, person, forgery.channel);
  const message = messageId === undefined ? undefined : services.messages.get(messageId)?.message;
  const about = { data, instead, ...(message ? { message } : {}) };
  return services.interactions.open(
    { type, personId: person.id, channelId: channel.id, ...(message ? { messageId: message.id } : {}) },
    (interaction) => sendInteraction(services, interaction, person, channel, about),
  );
}
