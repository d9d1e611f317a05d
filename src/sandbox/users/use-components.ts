import { ComponentType as C, InteractionType } from "discord-api-types/v10";
import { type AnyComponent, walk } from "../messages/components.js";
import type { StoredMessage } from "../messages/message-store.js";
import type { Answer, FormValue } from "../protocol.js";
import type { SandboxServices } from "../services.js";
import type { Account } from "../world/entities.js";
import { ActionError } from "./action-error.js";
import { createResolver } from "./create-resolver.js";
import { findChannel } from "./find.js";
import { pick } from "./pick.js";
import { answerOf, sendAction } from "./send-action.js";
import { submittedComponents } from "./submitted-components.js";

export async function press(
  services: SandboxServices,
  person: Account,
  messageId: string,
  labelOrCustomId: string,
): Promise<Answer> {
  const stored = findVisibleMessage(services, person, messageId);
  const buttons = componentsOf(stored).filter(({ type }) => type === C.Button);
  const button =
    buttons.find(({ custom_id }) => custom_id === labelOrCustomId) ??
    buttons.find(({ label }) => label === labelOrCustomId);
  if (!button) {
    const labels = buttons.map(({ label, custom_id }) => `"${label ?? custom_id}"`).join(", ");
    throw new ActionError(`The message has no button "${labelOrCustomId}"; it has ${labels || "none"}.`);
  }
  if (button.custom_id === undefined)
    throw new ActionError("That button is a link: the bot is not notified of it.");
  return use(services, person, stored, button, {});
}

/** @param customId The menu's custom_id; may be `null` if the message has only one menu. */
export async function choose(
  services: SandboxServices,
  person: Account,
  messageId: string,
  customId: string | null,
  values: readonly string[],
): Promise<Answer> {
  const stored = findVisibleMessage(services, person, messageId);
  const menus = componentsOf(stored).filter(
    ({ type, custom_id }) => type !== C.Button && custom_id !== undefined,
  );
  const menu =
    customId === null && menus.length === 1 ? menus[0] : menus.find((one) => one.custom_id === customId);
  if (!menu) {
    const names = menus.map(({ custom_id }) => `"${custom_id}"`).join(", ");
    throw new ActionError(
      customId === null
        ? `The message does not have exactly one menu; it has ${names || "none"}.`
        : `The message has no menu "${customId}"; it has ${names || "none"}.`,
    );
  }
  const { min_values: min = 1, max_values: max = 1 } = menu;
  if (values.length < min || values.length > max)
    throw new ActionError(`Choose ${min} to ${max} options of the menu.`);
  const resolver = createResolver(services, person);
  const chosen = values.map((value) => pick(menu, value, resolver));
  const resolved = resolver.resolved();
  return use(services, person, stored, menu, {
    values: chosen,
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  });
}

/** Submits the person's open form. */
export async function submit(
  services: SandboxServices,
  person: Account,
  customId: string,
  values: Readonly<Record<string, FormValue>>,
): Promise<Answer> {
  const form = services.forms.find(person.id, customId);
  if (!form) throw new ActionError("That form is not open.");
  const resolver = createResolver(services, person);
  const components = submittedComponents(form.modal, values, resolver);
  const resolved = resolver.resolved();
  const data = {
    custom_id: customId,
    components,
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  };
  const channel = findChannel(services, person, form.channelId);
  const source = form.messageId === undefined ? undefined : services.messages.get(form.messageId);
  services.forms.close(person.id);
  return answerOf(
    sendAction(services, {
      person,
      channel,
      type: InteractionType.ModalSubmit,
      data,
      ...(source ? { message: source.message } : {}),
    }),
  );
}

function findVisibleMessage(services: SandboxServices, person: Account, messageId: string): StoredMessage {
  const stored = services.messages.get(messageId);
  if (!stored || (stored.onlyFor !== undefined && stored.onlyFor !== person.id)) {
    throw new ActionError("The message does not exist, or is not visible to this person.");
  }
  return stored;
}

function componentsOf({ message }: StoredMessage): AnyComponent[] {
  return walk(message.components ?? []).map(({ component }) => component);
}

function use(
  services: SandboxServices,
  person: Account,
  stored: StoredMessage,
  component: AnyComponent,
  more: object,
): Promise<Answer> {
  const { id, custom_id, type, label, disabled } = component;
  if (disabled) throw new ActionError(`"${label ?? custom_id}" is disabled.`);
  return answerOf(
    sendAction(services, {
      person,
      // Throws if the person can no longer view the channel.
      channel: findChannel(services, person, stored.message.channel_id),
      type: InteractionType.MessageComponent,
      data: { id, custom_id, component_type: type, ...more },
      message: stored.message,
    }),
  );
}
