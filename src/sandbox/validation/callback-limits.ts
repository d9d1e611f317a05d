import type { APIModalInteractionResponseCallbackData } from "discord-api-types/v10";
import { walk } from "../messages/components.js";
import type { Problem } from "../rest/refusal.js";

const CHOICE_VALUE = 100;
const MODAL_COMPONENTS = 5;

/** Suggestions: Discord's schema allows values of 6,000 characters, its documentation of 100. */
export function choiceProblems(choices: readonly { name: string; value: string | number }[]): Problem[] {
  return choices.flatMap(({ name, value }, index) => {
    const path = ["data", "choices", index];
    const problems: Problem[] = [];
    if (name.length < 1 || name.length > 100) {
      problems.push({
        path: [...path, "name"],
        code: "BASE_TYPE_BAD_LENGTH",
        message: "Must be between 1 and 100 in length.",
      });
    }
    if (typeof value === "string" && value.length > CHOICE_VALUE) {
      problems.push({
        path: [...path, "value"],
        code: "BASE_TYPE_MAX_LENGTH",
        message: `Must be ${CHOICE_VALUE} or fewer in length.`,
      });
    }
    return problems;
  });
}

/** Forms: at most five components, and no custom_id twice. */
export function modalProblems(modal: APIModalInteractionResponseCallbackData): Problem[] {
  const problems: Problem[] = [];
  const path = ["data", "components"];
  if (modal.components.length > MODAL_COMPONENTS) {
    problems.push({
      path,
      code: "BASE_TYPE_BAD_LENGTH",
      message: `Must be between 1 and ${MODAL_COMPONENTS} in length.`,
    });
  }
  const seen = new Set<string>();
  for (const { component, path: at } of walk(modal.components, path)) {
    if (component.custom_id === undefined) continue;
    if (seen.has(component.custom_id)) {
      problems.push({
        path: [...at, "custom_id"],
        code: "COMPONENT_CUSTOM_ID_DUPLICATED",
        message: "Component custom id cannot be duplicated",
      });
    }
    seen.add(component.custom_id);
  }
  return problems;
}
