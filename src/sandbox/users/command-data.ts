import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as T,
} from "discord-api-types/v10";
import type { OptionValue } from "../protocol.js";
import type { SandboxServices } from "../services.js";
import type { Account } from "../world/entities.js";
import { ActionError } from "./action-error.js";
import { createResolver } from "./create-resolver.js";

interface OptionData {
  readonly name: string;
  readonly type: T;
  readonly value?: OptionValue;
  readonly focused?: true;
  readonly options?: readonly OptionData[];
}

interface Typed {
  readonly command: APIApplicationCommand;
  /** The names of the subcommand group and subcommand, if any. */
  readonly path: readonly string[];
  readonly values: Readonly<Record<string, OptionValue>>;
  /** The option to get suggestions for. Then required options may be missing. */
  readonly focused?: string;
}

/** The `data` of a typed command's interaction, checked as Discord's client does before sending. */
export function commandData(services: SandboxServices, person: Account, typed: Typed) {
  const { command, path, values, focused } = typed;
  const resolver = createResolver(services, person);
  const leaf = leafOptions(command, path);

  for (const name of Object.keys(values)) {
    if (!leaf.some((option) => option.name === name)) {
      throw new ActionError(`/${[command.name, ...path].join(" ")} has no option "${name}".`);
    }
  }
  const given = leaf.flatMap((option): OptionData[] => {
    const value = values[option.name] ?? (option.name === focused ? "" : undefined);
    if (value === undefined) {
      if (option.required && focused === undefined)
        throw new ActionError(`The option "${option.name}" is required.`);
      return [];
    }
    const { name, type } = option;
    if (name === focused) return [{ name, type, value, focused: true }];
    return [
      { name, type, value: focused === undefined ? checkedValue(option, value, resolver.resolve) : value },
    ];
  });
  const resolved = resolver.resolved();
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
    options: nest(command.options ?? [], path, given),
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  };
}

/** The options of the subcommand at `path`; the command's own if it has no subcommands. */
function leafOptions(
  command: APIApplicationCommand,
  path: readonly string[],
): readonly APIApplicationCommandBasicOption[] {
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  for (const step of path) {
    const next = options.find((option) => option.name === step);
    if (next?.type !== T.Subcommand && next?.type !== T.SubcommandGroup) {
      throw new ActionError(`/${command.name} has no subcommand "${step}".`);
    }
    options = next.options ?? [];
  }
  return options.map((option) => {
    if (option.type === T.Subcommand || option.type === T.SubcommandGroup) {
      throw new ActionError(
        `/${[command.name, ...path].join(" ")} needs a subcommand, such as "${option.name}".`,
      );
    }
    return option;
  });
}

function nest(
  options: readonly APIApplicationCommandOption[],
  [step, ...rest]: readonly string[],
  given: readonly OptionData[],
): readonly OptionData[] {
  if (step === undefined) return given;
  const here = options.find((option) => option.name === step);
  const below = here && "options" in here ? (here.options ?? []) : [];
  return [{ name: step, type: here?.type ?? T.Subcommand, options: nest(below, rest, given) }];
}

type Resolve = (type: T, value: string) => string;

/** @throws ActionError that says why the value is not valid for the option. */
function checkedValue(
  option: APIApplicationCommandBasicOption,
  value: OptionValue,
  resolve: Resolve,
): OptionValue {
  const wrong = (why: string) => new ActionError(`"${value}" is not valid for "${option.name}": ${why}.`);
  if ("choices" in option && option.choices && option.choices.length > 0) {
    const choice = option.choices.find((one) => one.value === value || one.name === value);
    if (!choice) throw wrong(`choose ${option.choices.map((one) => one.name).join(", ")}`);
    return choice.value;
  }
  switch (option.type) {
    case T.String: {
      const text = String(value);
      if (text.length === 0) throw wrong("it is empty");
      if (text.length > (option.max_length ?? 6000))
        throw wrong(`it is longer than ${option.max_length ?? 6000}`);
      if (text.length < (option.min_length ?? 0)) throw wrong(`it is shorter than ${option.min_length}`);
      return text;
    }
    case T.Integer:
    case T.Number: {
      const number = Number(value);
      if (!Number.isFinite(number)) throw wrong("it is not a number");
      if (option.type === T.Integer && !Number.isSafeInteger(number)) throw wrong("it is not a whole number");
      if (number < (option.min_value ?? -Infinity)) throw wrong(`it is less than ${option.min_value}`);
      if (number > (option.max_value ?? Infinity)) throw wrong(`it is more than ${option.max_value}`);
      return number;
    }
    case T.Boolean:
      if (typeof value !== "boolean") throw wrong("it is neither true nor false");
      return value;
    case T.Attachment:
      throw wrong("the sandbox does not support attachments from people");
    default:
      return resolve(option.type, String(value));
  }
}
