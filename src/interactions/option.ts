import {
  type APIApplicationCommandOption,
  type ApplicationCommandOptionAllowedChannelType,
  ApplicationCommandOptionType,
} from "discord-api-types/v10";
import { limits } from "./limits.js";
import { plainLine, truncate } from "./text.js";
import { UserError } from "./user-error.js";

/** What Discord sends for an option: a value, or the object that the value names. */
export interface OptionInput {
  readonly value?: string | number | boolean | undefined;
}

/** The values of all options while one is being typed, unchecked. */
export type Typed = Readonly<Record<string, string | number | boolean | undefined>>;

/** Suggestions for the text typed so far, best first. Lists and texts over Discord's limits are truncated. */
export type Suggest<Context> = (typed: string, context: Context, others: Typed) => readonly Choice[];

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** One option of a command: how it is registered, and how its value is read. */
export interface Option<Value, Context = unknown> {
  readonly required: boolean;
  readonly suggest: Suggest<Context> | null;
  readonly describe: (name: string, required: boolean) => APIApplicationCommandOption;
  /** @throws {UserError} for a value that Discord should not have let through. */
  readonly read: (input: OptionInput | undefined, name: string) => Value;
}

interface TextSettings<Context> {
  /** Characters; Discord's own bound is 6,000. */
  readonly maxLength?: number;
  readonly suggest?: Suggest<Context>;
}

/** Free text, as one trimmed line. */
export function text<Context = unknown>(
  description: string,
  settings: TextSettings<Context> = {},
): Option<string | undefined, Context> {
  const { maxLength = 100, suggest = null } = settings;
  return {
    required: false,
    suggest,
    describe: (name, required) => ({
      type: ApplicationCommandOptionType.String,
      name,
      description,
      required,
      max_length: maxLength,
      autocomplete: suggest !== null,
    }),
    read(input) {
      const line = typeof input?.value === "string" ? plainLine(input.value).slice(0, maxLength) : "";
      return line === "" ? undefined : line;
    },
  };
}

interface IntegerSettings<Context> {
  readonly min: number;
  readonly max: number;
  readonly suggest?: Suggest<Context>;
}

/** A whole number. */
export function integer<Context = unknown>(
  description: string,
  settings: IntegerSettings<Context>,
): Option<number | undefined, Context> {
  const { min, max, suggest = null } = settings;
  return {
    required: false,
    suggest,
    describe: (name, required) => ({
      type: ApplicationCommandOptionType.Integer,
      name,
      description,
      required,
      min_value: min,
      max_value: max,
      autocomplete: suggest !== null,
    }),
    read(input, name) {
      const value = input?.value;
      if (value === undefined) return undefined;
      if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max) {
        throw new UserError(`\`${name}\` is a whole number from ${min} to ${max}.`);
      }
      return value;
    },
  };
}

/** One of a few fixed values. */
export function choice<const Value extends string>(
  description: string,
  values: readonly Value[],
): Option<Value | undefined> {
  return {
    required: false,
    suggest: null,
    describe: (name, required) => ({
      type: ApplicationCommandOptionType.String,
      name,
      description,
      required,
      choices: values.map((value) => ({ name: value, value })),
    }),
    read(input, name) {
      if (input?.value === undefined) return undefined;
      const known = values.find((value) => value === input.value);
      if (known === undefined) throw new UserError(`\`${name}\` is one of: ${values.join(", ")}.`);
      return known;
    },
  };
}

/** Yes or no. */
export function flag(description: string): Option<boolean | undefined> {
  return {
    required: false,
    suggest: null,
    describe: (name, required) => ({
      type: ApplicationCommandOptionType.Boolean,
      name,
      description,
      required,
    }),
    read: (input) => (typeof input?.value === "boolean" ? input.value : undefined),
  };
}

/** A channel of the server; the value is its id. */
export function channel(
  description: string,
  types: readonly ApplicationCommandOptionAllowedChannelType[],
): Option<string | undefined> {
  return {
    required: false,
    suggest: null,
    describe: (name, required) => ({
      type: ApplicationCommandOptionType.Channel,
      name,
      description,
      required,
      channel_types: [...types],
    }),
    read: readId,
  };
}

/** A role of the server; the value is its id. */
export function role(description: string): Option<string | undefined> {
  return {
    required: false,
    suggest: null,
    describe: (name, required) => ({ type: ApplicationCommandOptionType.Role, name, description, required }),
    read: readId,
  };
}

/** Makes an option required. */
export function required<Value, Context>(option: Option<Value | undefined, Context>): Option<Value, Context> {
  return {
    required: true,
    suggest: option.suggest,
    describe: (name) => option.describe(name, true),
    read(input, name) {
      const value = option.read(input, name);
      if (value === undefined) throw new UserError(`\`${name}\` is missing: give one and try again.`);
      return value;
    },
  };
}

/** The choices within Discord's limits on their number and length. */
export function clampChoices(choices: readonly Choice[]): Choice[] {
  return choices
    .filter(({ value }) => typeof value === "number" || (value !== "" && value.length <= limits.choiceText))
    .slice(0, limits.choices)
    .map(({ name, value }) => ({
      name: truncate(plainLine(name), limits.choiceText) || String(value),
      value,
    }));
}

function readId(input: OptionInput | undefined): string | undefined {
  return typeof input?.value === "string" ? input.value : undefined;
}
