import { type APIMessage, ComponentType as C, InteractionType } from "discord-api-types/v10";
import type { House } from "../house.js";
import { deliver } from "../interactions/build-payload.js";
import type { Outcome } from "../interactions/pending.js";
import { type AnyComponent, walk } from "../messages/components.js";
import type { Stored } from "../messages/message-store.js";
import type { Answer, Choice, OptionValue } from "../protocol.js";
import type { Account, Channel } from "../world/entities.js";
import { Cannot } from "./cannot.js";
import { commandData } from "./command-data.js";
import { findChannel } from "./find.js";
import { createResolver } from "./resolve.js";
import { submittedComponents } from "./submitted.js";
import { usableCommands } from "./usable-commands.js";

/** What people do to the bot, each act an interaction that ends with what came of it. */
export function createActs(house: House) {
  const typed = (person: Account, channel: Channel, line: string) => {
    const [name = "", ...path] = line.replace(/^\//, "").split(/\s+/);
    const command = usableCommands(house, person, channel).find((one) => one.name === name);
    if (!command) throw new Cannot(`${person.name} has no command /${name} in ${channel.name}.`);
    return { command, path };
  };

  const open = (
    person: Account,
    channel: Channel,
    type: InteractionType,
    about: { readonly data: unknown; readonly commandName?: string; readonly message?: APIMessage },
  ): Promise<Outcome> => {
    const { data, commandName, message } = about;
    return house.interactions.open(
      {
        type,
        personId: person.id,
        channelId: channel.id,
        ...(commandName === undefined ? {} : { commandName }),
        ...(message ? { messageId: message.id } : {}),
      },
      (interaction) =>
        deliver(house, interaction, person, channel, { data, ...(message ? { message } : {}) }),
    );
  };
  const answered = async (outcome: Promise<Outcome>): Promise<Answer> => {
    const settled = await outcome;
    return settled.kind === "choices"
      ? { kind: "failed", reason: "The bot sent suggestions as its answer" }
      : settled;
  };

  const seen = (person: Account, messageId: string): Stored => {
    const stored = house.messages.get(messageId);
    if (!stored || (stored.onlyFor !== undefined && stored.onlyFor !== person.id)) {
      throw new Cannot("That message is gone, or is not for this person to see.");
    }
    findChannel(house, person, stored.message.channel_id);
    return stored;
  };
  const useComponent = (person: Account, stored: Stored, component: AnyComponent, more: object = {}) => {
    if (component.disabled) throw new Cannot(`"${component.label ?? component.custom_id}" is switched off.`);
    const { message } = stored;
    return answered(
      open(person, findChannel(house, person, message.channel_id), InteractionType.MessageComponent, {
        data: { id: component.id, custom_id: component.custom_id, component_type: component.type, ...more },
        message: stored.message,
      }),
    );
  };
  const componentsOf = (stored: Stored) =>
    [...walk(stored.message.components ?? [])].map(({ component }) => component);

  return {
    async suggest(
      person: Account,
      channel: Channel,
      line: string,
      values: Readonly<Record<string, OptionValue>>,
      focused: string,
    ): Promise<Choice[]> {
      const data = commandData(house, person, { ...typed(person, channel, line), values, focused });
      const outcome = await open(person, channel, InteractionType.ApplicationCommandAutocomplete, { data });
      if (outcome.kind !== "choices") throw new Cannot("Loading options failed");
      return outcome.choices;
    },

    run(person: Account, channel: Channel, line: string, values: Readonly<Record<string, OptionValue>>) {
      const { command, path } = typed(person, channel, line);
      const data = commandData(house, person, { command, path, values });
      const commandName = [command.name, ...path].join(" ");
      return answered(open(person, channel, InteractionType.ApplicationCommand, { data, commandName }));
    },

    press(person: Account, messageId: string, labelOrCustomId: string): Promise<Answer> {
      const stored = seen(person, messageId);
      const buttons = componentsOf(stored).filter(({ type }) => type === C.Button);
      const button =
        buttons.find(({ custom_id }) => custom_id === labelOrCustomId) ??
        buttons.find(({ label }) => label === labelOrCustomId);
      if (!button) {
        const labels = buttons.map(({ label, custom_id }) => `"${label ?? custom_id}"`).join(", ");
        throw new Cannot(`The message has no button "${labelOrCustomId}"; it has ${labels || "none"}.`);
      }
      if (button.custom_id === undefined)
        throw new Cannot("That button is a link: it tells the bot nothing.");
      return useComponent(person, stored, button);
    },

    choose(
      person: Account,
      messageId: string,
      customId: string | null,
      values: readonly string[],
    ): Promise<Answer> {
      const stored = seen(person, messageId);
      const menus = componentsOf(stored).filter(
        ({ type, custom_id }) => type !== C.Button && custom_id !== undefined,
      );
      const menu =
        customId === null && menus.length === 1 ? menus[0] : menus.find((one) => one.custom_id === customId);
      if (!menu) throw new Cannot(`The message has no menu "${customId ?? "of its own"}".`);
      const { min_values: min = 1, max_values: max = 1 } = menu;
      if (values.length < min || values.length > max)
        throw new Cannot(`Choose ${min} to ${max} of the menu.`);
      const resolver = createResolver(house, person);
      const chosen = values.map((value) => pick(menu, value, resolver.resolve));
      const resolved = resolver.resolved();
      return useComponent(person, stored, menu, {
        values: chosen,
        ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
      });
    },

    submit(
      person: Account,
      customId: string,
      values: Readonly<Record<string, OptionValue>>,
    ): Promise<Answer> {
      const form = house.forms.find(person.id, customId);
      if (!form) throw new Cannot("That form is not open.");
      const components = submittedComponents(form.modal, values);
      house.forms.close(person.id);
      const source = form.messageId === undefined ? undefined : house.messages.get(form.messageId);
      return answered(
        open(person, findChannel(house, person, form.channelId), InteractionType.ModalSubmit, {
          data: { custom_id: customId, components },
          ...(source ? { message: source.message } : {}),
        }),
      );
    },
  };
}

/** One value of a menu, as the bot receives it: an option's value, or an id. */
function pick(
  menu: AnyComponent,
  value: string,
  resolve: ReturnType<typeof createResolver>["resolve"],
): string {
  switch (menu.type) {
    case C.UserSelect:
      return resolve(6, value);
    case C.ChannelSelect:
      return resolve(7, value);
    case C.RoleSelect:
      return resolve(8, value);
    case C.MentionableSelect:
      return resolve(9, value);
    default: {
      const option = menu.options?.find((one) => one.value === value || one.label === value);
      if (!option) throw new Cannot(`The menu has no "${value}".`);
      return option.value;
    }
  }
}
