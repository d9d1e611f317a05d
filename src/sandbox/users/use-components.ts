import {
  ComponentType as C,
  InteractionType,
  ApplicationCommandOptionType as T,
} from "discord-api-types/v10";
import { type AnyComponent, walk } from "../messages/components.js";
import type { StoredMessage } from "../messages/message-store.js";
import type { Answer, OptionValue } from "../protocol.js";
import type { SandboxServices } from "../services.js";
import type { Account } from "../world/entities.js";
import { ActionError } from "./action-error.js";
import { createResolver, type Resolver } from "./create-resolver.js";
import { findChannel } from "./find.js";
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
    throw new ActionError("That button is a link: it tells the bot nothing.");
  return use(services, person, stored, button, {});
}

/** @param customId The menu's; `null` where the message has only one. */
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
      `The message has ${names ? `the menus ${names}` : "no menu"}, not "${customId ?? "one"}".`,
    );
  }
  const { min_values: min = 1, max_values: max = 1 } = menu;
  if (values.length < min || values.length > max)
    throw new ActionError(`Choose ${min} to ${max} of the menu.`);
  const resolver = createResolver(services, person);
  const chosen = values.map((value) => pick(menu, value, resolver));
  const resolved = resolver.resolved();
  return use(services, person, stored, menu, {
    values: chosen,
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  });
}

/** Sends the form that this person has before them. */
export async function submit(
  services: SandboxServices,
  person: Account,
  customId: string,
  values: Readonly<Record<string, OptionValue>>,
): Promise<Answer> {
  const form = services.forms.find(person.id, customId);
  if (!form) throw new ActionError("That form is not open.");
  const data = { custom_id: customId, components: submittedComponents(form.modal, values) };
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
    throw new ActionError("That message is gone, or is not for this person to see.");
  }
  return stored;
}

function componentsOf({ message }: StoredMessage): AnyComponent[] {
  return [...walk(message.components ?? [])].map(({ component }) => component);
}

function use(
  services: SandboxServices,
  person: Account,
  stored: StoredMessage,
  component: AnyComponent,
  more: object,
): Promise<Answer> {
  const { id, custom_id, type, label, disabled } = component;
  if (disabled) throw new ActionError(`"${label ?? custom_id}" is switched off.`);
  return answerOf(
    sendAction(services, {
      person,
      // Refuses where the person does not see the channel any more.
      channel: findChannel(services, person, stored.message.channel_id),
      type: InteractionType.MessageComponent,
      data: { id, custom_id, component_type: type, ...more },
      message: stored.message,
    }),
  );
}

/** Menus of people, roles and channels, by the kind of option that names the same. */
const optionTypes: Readonly<Record<number, T>> = {
  [C.UserSelect]: T.User,
  [C.ChannelSelect]: T.Channel,
  [C.RoleSelect]: T.Role,
  [C.MentionableSelect]: T.Mentionable,
};

/** One value of a menu, as the bot receives it: an option's value, or an id. */
function pick(menu: AnyComponent, value: string, { resolve }: Resolver): string {
  const kind = optionTypes[menu.type];
  if (kind !== undefined) return resolve(kind, value);
  const option = menu.options?.find((one) => one.value === value || one.label === value);
  if (!option) throw new ActionError(`The menu has no "${value}".`);
  return option.value;
}
