import {
  type APIApplicationCommandOption,
  type ApplicationCommandOptionAllowedChannelType,
  ApplicationCommandOptionType,
} from "discord-api-types/v10";
import type { Context } from "../views/context.js";
import { limits } from "./limits.js";
import { cut, plainLine } from "./text.js";
import { UserError } from "./user-error.js";

/** What Discord sends for an option: a value, or the object that a value names. */
export interface OptionInput {
  readonly value?: string | number | boolean | undefined;
}

/** What stands in the other options while one is being typed; nothing of it has been checked. */
export type Typed = Readonly<Record<string, string | number | boolean | undefined>>;

/** Suggestions for what is typed so far, best first. Longer lists and longer texts than Discord takes are cut. */
export type Suggest = (typed: string, context: Context, others: Typed) => readonly Choice[];

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** One option of a command: how Discord is told of it, and how its value is read. */
export interface Option<Value> {
  readonly required: boolean;
  readonly suggest: Suggest | null;
  readonly describe: (name: string, required: boolean) => APIApplicationCommandOption;
  /** Throws a UserError where the value can not be what Discord would have let through. */
  readonly read: (input: OptionInput | undefined, name: string) => Value;
}

interface TextSettings {
  /** Characters; Discord's own bound is 6,000. */
  readonly maxLength?: number;
  readonly suggest?: Suggest;
}

/** Free text, as one trimmed line. */
export function text(description: string, settings: TextSettings = {}): Option<string | undefined> {
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

interface IntegerSettings {
  readonly min: number;
  readonly max: number;
  readonly suggest?: Suggest;
}

/** A whole number. */
export function integer(description: string, settings: IntegerSettings): Option<number | undefined> {
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

/** Makes an option one that has to be given. */
export function required<Value>(option: Option<Value | undefined>): Option<Value> {
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

/** As many choices as Discord takes, each as long as it takes. */
export function clampChoices(choices: readonly Choice[]): Choice[] {
  return choices
    .filter(({ value }) => typeof value === "number" || (value !== "" && value.length <= limits.choiceText))
    .slice(0, limits.choices)
    .map(({ name, value }) => ({ name: cut(plainLine(name), limits.choiceText) || String(value), value }));
}

function readId(input: OptionInput | undefined): string | undefined {
  return typeof input?.value === "string" ? input.value : undefined;
}
