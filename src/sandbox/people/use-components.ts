import {
  ComponentType as C,
  InteractionType,
  ApplicationCommandOptionType as T,
} from "discord-api-types/v10";
import type { House } from "../house.js";
import { type AnyComponent, walk } from "../messages/components.js";
import type { Stored } from "../messages/message-store.js";
import type { Answer, OptionValue } from "../protocol.js";
import type { Account } from "../world/entities.js";
import { act, answerTo } from "./act.js";
import { Cannot } from "./cannot.js";
import { findChannel } from "./find.js";
import { createResolver, type Resolver } from "./resolve.js";
import { submittedComponents } from "./submitted.js";

export async function press(
  house: House,
  person: Account,
  messageId: string,
  labelOrCustomId: string,
): Promise<Answer> {
  const stored = findSeen(house, person, messageId);
  const buttons = componentsOf(stored).filter(({ type }) => type === C.Button);
  const button =
    buttons.find(({ custom_id }) => custom_id === labelOrCustomId) ??
    buttons.find(({ label }) => label === labelOrCustomId);
  if (!button) {
    const labels = buttons.map(({ label, custom_id }) => `"${label ?? custom_id}"`).join(", ");
    throw new Cannot(`The message has no button "${labelOrCustomId}"; it has ${labels || "none"}.`);
  }
  if (button.custom_id === undefined) throw new Cannot("That button is a link: it tells the bot nothing.");
  return use(house, person, stored, button, {});
}

/** @param customId The menu's; `null` where the message has only one. */
export async function choose(
  house: House,
  person: Account,
  messageId: string,
  customId: string | null,
  values: readonly string[],
): Promise<Answer> {
  const stored = findSeen(house, person, messageId);
  const menus = componentsOf(stored).filter(
    ({ type, custom_id }) => type !== C.Button && custom_id !== undefined,
  );
  const menu =
    customId === null && menus.length === 1 ? menus[0] : menus.find((one) => one.custom_id === customId);
  if (!menu) {
    const names = menus.map(({ custom_id }) => `"${custom_id}"`).join(", ");
    throw new Cannot(
      `The message has ${names ? `the menus ${names}` : "no menu"}, not "${customId ?? "one"}".`,
    );
  }
  const { min_values: min = 1, max_values: max = 1 } = menu;
  if (values.length < min || values.length > max) throw new Cannot(`Choose ${min} to ${max} of the menu.`);
  const resolver = createResolver(house, person);
  const chosen = values.map((value) => pick(menu, value, resolver));
  const resolved = resolver.resolved();
  return use(house, person, stored, menu, {
    values: chosen,
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  });
}

/** Sends the form that this person has before them. */
export async function submit(
  house: House,
  person: Account,
  customId: string,
  values: Readonly<Record<string, OptionValue>>,
): Promise<Answer> {
  const form = house.forms.find(person.id, customId);
  if (!form) throw new Cannot("That form is not open.");
  const data = { custom_id: customId, components: submittedComponents(form.modal, values) };
  const channel = findChannel(house, person, form.channelId);
  const source = form.messageId === undefined ? undefined : house.messages.get(form.messageId);
  house.forms.close(person.id);
  return answerTo(
    act(house, {
      person,
      channel,
      type: InteractionType.ModalSubmit,
      data,
      ...(source ? { message: source.message } : {}),
    }),
  );
}

function findSeen(house: House, person: Account, messageId: string): Stored {
  const stored = house.messages.get(messageId);
  if (!stored || (stored.onlyFor !== undefined && stored.onlyFor !== person.id)) {
    throw new Cannot("That message is gone, or is not for this person to see.");
  }
  return stored;
}

function componentsOf({ message }: Stored): AnyComponent[] {
  return [...walk(message.components ?? [])].map(({ component }) => component);
}

function use(
  house: House,
  person: Account,
  stored: Stored,
  component: AnyComponent,
  more: object,
): Promise<Answer> {
  const { id, custom_id, type, label, disabled } = component;
  if (disabled) throw new Cannot(`"${label ?? custom_id}" is switched off.`);
  return answerTo(
    act(house, {
      person,
      // Refuses where the person does not see the channel any more.
      channel: findChannel(house, person, stored.message.channel_id),
      type: InteractionType.MessageComponent,
      data: { id, custom_id, component_type: type, ...more },
      message: stored.message,
    }),
  );
}

/** Menus of people, roles and channels, by the kind of option that names the same. */
const KINDS: Readonly<Record<number, T>> = {
  [C.UserSelect]: T.User,
  [C.ChannelSelect]: T.Channel,
  [C.RoleSelect]: T.Role,
  [C.MentionableSelect]: T.Mentionable,
};

/** One value of a menu, as the bot receives it: an option's value, or an id. */
function pick(menu: AnyComponent, value: string, { resolve }: Resolver): string {
  const kind = KINDS[menu.type];
  if (kind !== undefined) return resolve(kind, value);
  const option = menu.options?.find((one) => one.value === value || one.label === value);
  if (!option) throw new Cannot(`The menu has no "${value}".`);
  return option.value;
}
