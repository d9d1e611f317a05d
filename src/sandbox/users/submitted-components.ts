import { type APIModalInteractionResponseCallbackData, ComponentType as C } from "discord-api-types/v10";
import { type AnyComponent, walk } from "../messages/components.js";
import type { FormValue } from "../protocol.js";
import { isSelect } from "../validation/select-limits.js";
import { ActionError } from "./action-error.js";
import type { Resolver } from "./create-resolver.js";
import { pick } from "./pick.js";

type Field = AnyComponent & {
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly value?: string;
  readonly default?: boolean;
  readonly default_values?: readonly { readonly id: string }[];
};

/**
 * The components of a form's submission: the fields with their values, nothing else. A field that the person leaves as it
 * is has its initial value, as in Discord's client.
 */
export function submittedComponents(
  modal: APIModalInteractionResponseCallbackData,
  values: Readonly<Record<string, FormValue>>,
  resolver: Resolver,
) {
  const tops: readonly AnyComponent[] = walk(modal.components)
    .filter(({ path }) => path.length === 2)
    .map(({ component }) => component);
  const fill = (field: AnyComponent) => filledField(field, values[field.custom_id ?? ""], resolver);
  return tops.flatMap((top): object[] => {
    const { type, id = 0 } = top;
    if (type === C.Label && top.component) return [{ type, id, component: fill(top.component) }];
    if (type === C.ActionRow) return [{ type, id, components: (top.components ?? []).map(fill) }];
    return [];
  });
}

function filledField(field: Field, value: FormValue | undefined, resolver: Resolver): object {
  const { custom_id = "", type, id = 0 } = field;
  const filled = { type, id, custom_id };
  if (type === C.TextInput) return { ...filled, value: textOf(field, value) };
  if (type === C.Checkbox)
    return { ...filled, value: value === undefined ? field.default === true : value === true };
  const picked =
    value === undefined ? initialPicks(field) : picksOf(value).map((one) => pick(field, one, resolver));
  checkCount(field, picked.length);
  return type === C.RadioGroup ? { ...filled, value: picked[0] ?? null } : { ...filled, values: picked };
}

function textOf(field: Field, value: FormValue | undefined): string {
  const { custom_id, required, min_length: min = 0, max_length: max = 4000 } = field;
  const text = value === undefined ? (field.value ?? "") : String(value);
  if (text === "" && required !== false) throw new ActionError(`"${custom_id}" must be filled in.`);
  if (text !== "" && (text.length < min || text.length > max))
    throw new ActionError(`"${custom_id}" takes ${min} to ${max} characters.`);
  return text;
}

function picksOf(value: FormValue): readonly string[] {
  if (typeof value === "object") return value;
  return value === "" ? [] : String(value).split(",");
}

/** What is picked when the form opens. The defaults of users, roles and channels are ids. */
function initialPicks({ options = [], default_values = [] }: Field): string[] {
  return [
    ...options.filter((option) => option.default === true).map((option) => option.value),
    ...default_values.map((one) => one.id),
  ];
}

/** A menu that is not required may be left empty, whatever its minimum. */
function checkCount(field: Field, count: number): void {
  const { custom_id, type, options = [], required, min_values: min = 1 } = field;
  const max = type === C.RadioGroup ? 1 : (field.max_values ?? (isSelect(field) ? 1 : options.length));
  if (count === 0 && required === false) return;
  if (count === 0) throw new ActionError(`"${custom_id}" must be filled in.`);
  if (count < min || count > max) throw new ActionError(`"${custom_id}" takes ${min} to ${max} choices.`);
}
