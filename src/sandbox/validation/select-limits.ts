import { ComponentType as C } from "discord-api-types/v10";
import type { AnyComponent, Placed } from "../messages/components.js";
import type { Problem } from "../rest/refusal.js";
import { found, notBetween, problem } from "./form-errors.js";

const OPTIONS = 25;
const SELECTS: readonly number[] = [
  C.StringSelect,
  C.UserSelect,
  C.RoleSelect,
  C.MentionableSelect,
  C.ChannelSelect,
];

export function isSelect({ type }: AnyComponent): boolean {
  return SELECTS.includes(type);
}

/** How many a menu offers, how many may be chosen, and that no value comes twice. */
export function selectProblems(select: AnyComponent, path: Placed["path"]): Problem[] {
  const { options, min_values: min = 1, max_values: max = 1 } = select;
  const range = found([min > max, problem([...path, "min_values"], "SELECT_COMPONENT_MIN_EXCEEDS_MAX")]);
  if (!options) return range;
  const values = options.map(({ value }) => value);
  return [
    ...range,
    ...found(
      [options.length < 1 || options.length > OPTIONS, notBetween([...path, "options"], 1, OPTIONS)],
      [max > options.length, problem([...path, "max_values"], "SELECT_COMPONENT_MAX_VALUES_EXCEED_OPTIONS")],
    ),
    ...values.flatMap((value, index) =>
      values.indexOf(value) < index
        ? problem([...path, "options", index, "value"], "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED")
        : [],
    ),
  ];
}
