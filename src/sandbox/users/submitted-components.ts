import { type APIModalInteractionResponseCallbackData, ComponentType as C } from "discord-api-types/v10";
import { type AnyComponent, walk } from "../messages/components.js";
import type { OptionValue } from "../protocol.js";
import { ActionError } from "./action-error.js";

type Field = AnyComponent & {
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
};

/** The components of a form's submission: the fields with their values, nothing else. */
export function submittedComponents(
  modal: APIModalInteractionResponseCallbackData,
  values: Readonly<Record<string, OptionValue>>,
) {
  const tops: readonly AnyComponent[] = [...walk(modal.components)]
    .filter(({ path }) => path.length === 2)
    .map(({ component }) => component);
  return tops.flatMap((top): object[] => {
    if (top.type === C.Label && top.component) {
      return [{ type: top.type, id: top.id ?? 0, component: filledField(top.component, values) }];
    }
    if (top.type === C.ActionRow) {
      return [
        {
          type: top.type,
          id: top.id ?? 0,
          components: (top.components ?? []).map((one) => filledField(one, values)),
        },
      ];
    }
    return [];
  });
}

function filledField(field: Field, values: Readonly<Record<string, OptionValue>>): object {
  const { custom_id = "", type, id = 0 } = field;
  const value = values[custom_id];
  const text = value === undefined ? "" : String(value);
  if (type !== C.TextInput) return { type, id, custom_id, values: text === "" ? [] : text.split(",") };
  if (text === "" && field.required !== false) throw new ActionError(`"${custom_id}" must be filled in.`);
  const limits = { min: field.min_length ?? 0, max: field.max_length ?? 4000 };
  if (text !== "" && (text.length < limits.min || text.length > limits.max)) {
    throw new ActionError(`"${custom_id}" takes ${limits.min} to ${limits.max} characters.`);
  }
  return { type, id, custom_id, value: text };
}
