import type { APIApplicationCommandBasicOption } from "discord-api-types/v10";
import type { Choice, OptionValue } from "../../protocol.js";
import type { Field } from "./draft.js";
import { integerOption, numberOption, stringOption } from "./option-kinds.js";

export type Checked =
  | { readonly kind: "empty" }
  | { readonly kind: "value"; readonly value: OptionValue }
  | { readonly kind: "wrong"; readonly reason: string };

/**
 * What an option's text stands for, by the rules of Discord's client.
 *
 * @param choices What may be picked for this option, where it is one of a fixed set.
 */
export function checkField(
  option: APIApplicationCommandBasicOption,
  field: Field,
  choices: readonly PickableChoice[] | undefined,
): Checked {
  const text = field.text.trim();
  if (text === "")
    return option.required ? wrong(`${option.name} is missing: the command needs it.`) : { kind: "empty" };
  if (choices) {
    const wanted = field.picked ? String(field.picked.value) : text;
    const found = choices.find(
      ({ name, value }) => isSameText(String(value), wanted) || isSameText(name, wanted),
    );
    return found ? { kind: "value", value: found.value } : wrong("Pick one of the list.");
  }
  if (field.picked) return { kind: "value", value: field.picked.value };
  switch (option.type) {
    case integerOption:
    case numberOption:
      return checkNumber(Number(text), option.type === integerOption, option);
    case stringOption: {
      const { min_length: least = 0, max_length: most = 6000 } = option;
      if (text.length < least) return wrong(`At least ${least} characters.`);
      if (text.length > most) return wrong(`At most ${most} characters.`);
      return { kind: "value", value: text };
    }
    default:
      return wrong("The sandbox's page cannot fill in this kind of option.");
  }
}

/** A choice of a fixed set; booleans are one too. */
export type PickableChoice = Omit<Choice, "value"> & { readonly value: OptionValue };

function checkNumber(
  value: number,
  whole: boolean,
  { min_value: least, max_value: most }: { readonly min_value?: number; readonly max_value?: number },
): Checked {
  if (!Number.isFinite(value) || (whole && !Number.isSafeInteger(value)))
    return wrong(whole ? "A whole number, please." : "A number, please.");
  if (least !== undefined && value < least) return wrong(`At least ${least}.`);
  if (most !== undefined && value > most) return wrong(`At most ${most}.`);
  return { kind: "value", value };
}

function wrong(reason: string): Checked {
  return { kind: "wrong", reason };
}

function isSameText(one: string, other: string): boolean {
  return one.localeCompare(other, undefined, { sensitivity: "accent" }) === 0;
}
