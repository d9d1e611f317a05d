import type { APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import { walk } from "../messages/components.js";
import type { Problem } from "../rest/refusal.js";
import { notBetween, problem, problemsWhere, tooLong } from "./form-errors.js";

const maxChoiceLength = 100;
const maxModalComponents = 5;

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

/** Forms: at most five components, and unique custom_ids. */
export function modalProblems(modal: APIModalInteractionResponseCallbackData): Problem[] {
  const path = ["data", "components"];
  const fields = [...walk(modal.components, path)].filter(
    ({ component }) => component.custom_id !== undefined,
  );
  const customIds = fields.map(({ component }) => component.custom_id);
  return [
    ...problemsWhere([modal.components.length > maxModalComponents, notBetween(path, 1, maxModalComponents)]),
    ...fields.flatMap(({ component, path: at }, index) =>
      customIds.indexOf(component.custom_id) < index
        ? problem([...at, "custom_id"], "COMPONENT_CUSTOM_ID_DUPLICATED")
        : [],
    ),
  ];
}
