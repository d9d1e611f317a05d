import type { APIApplicationCommandBasicOption } from "discord-api-types/v10";
import type { Choice, OptionValue } from "../../protocol.js";
import type { Field } from "./draft.js";
import { integerOption, numberOption, stringOption } from "./option-kinds.js";

export type Checked =
  | { readonly kind: "empty" }
  | { readonly kind: "value"; readonly value: OptionValue }
  | { readonly kind: "wrong"; readonly reason: string };

/**
 * An option's value from its text, by the rules of Discord's client.
 *
 * @param choices The allowed values, if they are a fixed set.
 */
export function checkField(
  option: APIApplicationCommandBasicOption,
  field: Field,
  choices: readonly PickableChoice[] | undefined,
): Checked {
  const text = field.text.trim();
  if (text === "") return option.required ? wrong(`${option.name} is required.`) : { kind: "empty" };
  if (choices) {
    const wanted = field.picked ? String(field.picked.value) : text;
    const found = choices.find(
      ({ name, value }) => isSameText(String(value), wanted) || isSameText(name, wanted),
    );
    return found ? { kind: "value", value: found.value } : wrong("Choose one from the list.");
  }
  if (field.picked) return { kind: "value", value: field.picked.value };
  switch (option.type) {
    case integerOption:
    case numberOption:
      return checkNumber(Number(text), option.type === integerOption, option);
    case stringOption: {
      const { min_length: min = 0, max_length: max = 6000 } = option;
      if (text.length < min) return wrong(`At least ${min} characters.`);
      if (text.length > max) return wrong(`At most ${max} characters.`);
      return { kind: "value", value: text };
    }
    default:
      return wrong("This page does not support this kind of option.");
  }
}

/** A choice of a fixed set, including booleans. */
export type PickableChoice = Omit<Choice, "value"> & { readonly value: OptionValue };

function checkNumber(
  value: number,
  whole: boolean,
  { min_value: min, max_value: max }: { readonly min_value?: number; readonly max_value?: number },
): Checked {
  if (!Number.isFinite(value) || (whole && !Number.isSafeInteger(value)))
    return wrong(whole ? "Enter a whole number." : "Enter a number.");
  if (min !== undefined && value < min) return wrong(`At least ${min}.`);
  if (max !== undefined && value > max) return wrong(`At most ${max}.`);
  return { kind: "value", value };
}

function wrong(reason: string): Checked {
  return { kind: "wrong", reason };
}

function isSameText(one: string, other: string): boolean {
  return one.localeCompare(other, undefined, { sensitivity: "accent" }) === 0;
}
