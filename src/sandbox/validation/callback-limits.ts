import { type APIModalInteractionResponseCallbackData, ComponentType } from "discord-api-types/v10";
import { type AnyComponent, type LocatedComponent, walk } from "../messages/components.js";
import type { Problem } from "../rest/refusal.js";
import { notBetween, problem, problemsWhere, tooLong } from "./form-errors.js";
import { isSelect, selectProblems } from "./select-limits.js";

const maxChoiceLength = 100;
const maxModalComponents = 5;
const maxGroupOptions = 10;
const groupTypes: readonly number[] = [ComponentType.RadioGroup, ComponentType.CheckboxGroup];

/** Suggestions. Discord's schema allows values of 6,000 characters, its documentation 100. */
export function choiceProblems(choices: readonly { name: string; value: string | number }[]): Problem[] {
  return choices.flatMap(({ name, value }, index) => {
    const path = ["data", "choices", index];
    return problemsWhere(
      [name.length < 1 || name.length > maxChoiceLength, notBetween([...path, "name"], 1, maxChoiceLength)],
      [String(value).length > maxChoiceLength, tooLong([...path, "value"], maxChoiceLength)],
    );
  });
}

/** Forms: at most five components, unique custom_ids, and the limits of menus and groups. */
export function modalProblems(modal: APIModalInteractionResponseCallbackData): Problem[] {
  const path = ["data", "components"];
  const fields = walk(modal.components, path).filter(({ component }) => component.custom_id !== undefined);
  const customIds = fields.map(({ component }) => component.custom_id);
  return [
    ...problemsWhere([modal.components.length > maxModalComponents, notBetween(path, 1, maxModalComponents)]),
    ...fields.flatMap(({ component, path: at }, index) =>
      customIds.indexOf(component.custom_id) < index
        ? problem([...at, "custom_id"], "COMPONENT_CUSTOM_ID_DUPLICATED")
        : [],
    ),
    ...fields.flatMap(({ component, path: at }) => [
      ...(isSelect(component) ? selectProblems(component, at) : []),
      ...(groupTypes.includes(component.type) ? groupProblems(component, at) : []),
    ]),
  ];
}

/** Groups of radio buttons have 2 to 10 options, of checkboxes 1 to 10. */
function groupProblems({ type, options = [] }: AnyComponent, path: LocatedComponent["path"]): Problem[] {
  const min = type === ComponentType.RadioGroup ? 2 : 1;
  const at = [...path, "options"];
  const values = new Set(options.map(({ value }) => value));
  return problemsWhere(
    [options.length < min || options.length > maxGroupOptions, notBetween(at, min, maxGroupOptions)],
    [values.size < options.length, problem(at, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED")],
  );
}
