import {
  type APIApplicationCommandBasicOption,
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

/** The body that registers an option, but for its name and whether it is required. */
type OptionJson = APIApplicationCommandBasicOption extends infer Json
  ? Json extends unknown
    ? Omit<Json, "name" | "required">
    : never
  : never;

/** One option of a command: how it is registered, and how its value is read. */
export interface Option<Value, Context = unknown> {
  readonly required: boolean;
  readonly json: OptionJson;
  readonly suggest: Suggest<Context> | null;
  /** @throws {UserError} for a value that Discord should not have let through. */
  readonly read: (input: OptionInput["value"], name: string) => Value;
}

/** Free text, as one trimmed line. @param settings `maxLength` in characters, at most 6,000 */
export function text<Context = unknown>(
  description: string,
  { maxLength = 100, suggest = null }: { maxLength?: number; suggest?: Suggest<Context> | null } = {},
): Option<string | undefined, Context> {
  const type = ApplicationCommandOptionType.String;
  return {
    required: false,
    json: { type, description, max_length: maxLength, autocomplete: suggest !== null },
    suggest,
    read: (value) => (typeof value === "string" && plainLine(value).slice(0, maxLength)) || undefined,
  };
}

/** A whole number. */
export function integer<Context = unknown>(
  description: string,
  { min, max, suggest = null }: { min: number; max: number; suggest?: Suggest<Context> | null },
): Option<number | undefined, Context> {
  const type = ApplicationCommandOptionType.Integer;
  return {
    required: false,
    json: { type, description, min_value: min, max_value: max, autocomplete: suggest !== null },
    suggest,
    read(value, name) {
      if (value === undefined) return undefined;
      if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
      throw new UserError(`\`${name}\` is a whole number from ${min} to ${max}.`);
    },
  };
}

/** One of a few fixed values. */
export function choice<const Value extends string>(
  description: string,
  values: readonly Value[],
): Option<Value | undefined> {
  const choices = values.map((value) => ({ name: value, value }));
  return {
    required: false,
    json: { type: ApplicationCommandOptionType.String, description, choices },
    suggest: null,
    read(value, name) {
      const known = values.find((one) => one === value);
      if (known !== undefined || value === undefined) return known;
      throw new UserError(`\`${name}\` is one of: ${values.join(", ")}.`);
    },
  };
}

/** Yes or no. */
export function flag(description: string): Option<boolean | undefined> {
  return {
    required: false,
    json: { type: ApplicationCommandOptionType.Boolean, description },
    suggest: null,
    read: (value) => (typeof value === "boolean" ? value : undefined),
  };
}

/** A channel of the server; the value is its id. */
export function channel(
  description: string,
  types: readonly ApplicationCommandOptionAllowedChannelType[],
): Option<string | undefined> {
  return idOption({ type: ApplicationCommandOptionType.Channel, description, channel_types: [...types] });
}

/** A role of the server; the value is its id. */
export function role(description: string): Option<string | undefined> {
  return idOption({ type: ApplicationCommandOptionType.Role, description });
}

function idOption(json: OptionJson): Option<string | undefined> {
  return {
    required: false,
    json,
    suggest: null,
    read(value, name) {
      if (value === undefined) return undefined;
      if (typeof value === "string" && /^\d{1,20}$/.test(value)) return value;
      throw new UserError(`\`${name}\` is chosen from what Discord offers: pick it from there.`);
    },
  };
}

/** Makes an option required. */
export function required<Value, Context>(option: Option<Value | undefined, Context>): Option<Value, Context> {
  return {
    ...option,
    required: true,
    read(value, name) {
      const read = option.read(value, name);
      if (read === undefined) throw new UserError(`\`${name}\` is missing: give one and try again.`);
      return read;
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
