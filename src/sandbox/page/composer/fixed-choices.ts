import type { APIApplicationCommandBasicOption } from "discord-api-types/v10";
import type { World } from "../../protocol.js";
import type { PickableChoice } from "./check-field.js";
import { booleanOption, channelOption, mentionableOption, roleOption, userOption } from "./option-kinds.js";

/** Discord's channel type. Direct messages are not part of the server. */
const directMessages = 1;

/** The allowed values of an option; undefined if they are not a fixed set. */
export function fixedChoices(
  option: APIApplicationCommandBasicOption,
  world: World,
): readonly PickableChoice[] | undefined {
  switch (option.type) {
    case booleanOption:
      return [
        { name: "True", value: true },
        { name: "False", value: false },
      ];
    case channelOption: {
      const allowed: readonly number[] | undefined = option.channel_types;
      return world.channels
        .filter(({ type }) => type !== directMessages && (allowed?.includes(type) ?? true))
        .map(({ id, name }) => ({ name: `#${name}`, value: id }));
    }
    case userOption:
      return people(world);
    case roleOption:
      return roles(world);
    case mentionableOption:
      return [...people(world), ...roles(world)];
    default:
      return "choices" in option && option.choices && option.choices.length > 0 ? option.choices : undefined;
  }
}

/** The choices whose names contain the text; all if the text is empty or a choice's name. */
export function filterChoices(choices: readonly PickableChoice[], typed: string): readonly PickableChoice[] {
  const wanted = typed.trim().toLowerCase();
  if (choices.some(({ name }) => name.toLowerCase() === wanted)) return choices;
  return choices.filter(({ name }) => name.toLowerCase().includes(wanted));
}

function people(world: World): PickableChoice[] {
  return [...world.people, world.bot].map(({ id, name }) => ({ name: withAt(name), value: id }));
}

function roles(world: World): PickableChoice[] {
  return world.roles.map(({ id, name }) => ({ name: withAt(name), value: id }));
}

/** `@Mira`. The name of @everyone already starts with it. */
function withAt(name: string): string {
  return name.startsWith("@") ? name : `@${name}`;
}
