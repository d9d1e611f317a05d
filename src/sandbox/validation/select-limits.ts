import { ComponentType as C } from "discord-api-types/v10";
import type { AnyComponent, LocatedComponent } from "../messages/components.js";
import type { Problem } from "../rest/refusal.js";
import { notBetween, problem, problemsWhere } from "./form-errors.js";

const maxOptions = 25;
const selectTypes: readonly number[] = [
  C.StringSelect,
  C.UserSelect,
  C.RoleSelect,
  C.MentionableSelect,
  C.ChannelSelect,
];

export function isSelect({ type }: AnyComponent): boolean {
  return selectTypes.includes(type);
}

/** Limits of the number of options and choices. Values must be unique. */
export function selectProblems(select: AnyComponent, path: LocatedComponent["path"]): Problem[] {
  const { options, min_values: min = 1, max_values: max = 1 } = select;
  const range = problemsWhere([
    min > max,
    problem([...path, "min_values"], "SELECT_COMPONENT_MIN_EXCEEDS_MAX"),
  ]);
  if (!options) return range;
  const values = options.map(({ value }) => value);
  return [
    ...range,
    ...problemsWhere(
      [options.length < 1 || options.length > maxOptions, notBetween([...path, "options"], 1, maxOptions)],
      [max > options.length, problem([...path, "max_values"], "SELECT_COMPONENT_MAX_VALUES_EXCEED_OPTIONS")],
    ),
    ...values.flatMap((value, index) =>
      values.indexOf(value) < index
        ? problem([...path, "options", index, "value"], "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED")
        : [],
    ),
  ];
}
