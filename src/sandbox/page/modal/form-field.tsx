import type { APIComponentInLabel } from "discord-api-types/v10";
import { useEffect } from "preact/hooks";
import type { FormValue } from "../../protocol.js";
import { Menu } from "../menu/menu.js";
import { menuOptions } from "../menu/menu-options.js";
import {
  channelSelectType,
  checkboxGroupType,
  checkboxType,
  mentionableSelectType,
  radioGroupType,
  roleSelectType,
  stringSelectType,
  textInputType,
  userSelectType,
} from "../message/component-kinds.js";
import { useClient } from "../state/session.js";
import { CheckboxGroup, ChoiceText } from "./checkbox-group.js";

export type OnValue = (customId: string, value: FormValue) => void;

interface FormFieldProps {
  readonly field: APIComponentInLabel;
  readonly label: string;
  readonly onValue: OnValue;
}

/** Discord's style of a multi-line text input. */
const paragraphStyle = 2;

export function FormField({ field, label, onValue }: FormFieldProps) {
  const world = useClient((state) => state.world);
  // Initial values are submitted too.
  useEffect(() => {
    if (field.type === textInputType) onValue(field.custom_id, field.value ?? "");
  }, []);
  switch (field.type) {
    case textInputType: {
      const shared = {
        "aria-label": label,
        class: "form-text",
        defaultValue: field.value ?? "",
        placeholder: field.placeholder ?? "",
        required: field.required ?? true,
        minLength: field.min_length ?? 0,
        maxLength: field.max_length ?? 4000,
        onInput: (event: Event & { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
          onValue(field.custom_id, event.currentTarget.value),
      };
      return field.style === paragraphStyle ? <textarea rows={5} {...shared} /> : <input {...shared} />;
    }
    case stringSelectType:
    case userSelectType:
    case roleSelectType:
    case mentionableSelectType:
    case channelSelectType:
      return (
        <Menu
          label={label}
          placeholder={field.placeholder ?? "Make a selection"}
          options={menuOptions(field, world)}
          minPicks={field.required === false ? 0 : (field.min_values ?? 1)}
          maxPicks={field.max_values ?? 1}
          onPick={(values) => onValue(field.custom_id, values)}
        />
      );
    case radioGroupType:
      return (
        <div role="radiogroup" aria-label={label}>
          {field.options.map((option) => (
            <label class="form-choice" key={option.value}>
              <input
                type="radio"
                name={field.custom_id}
                defaultChecked={option.default === true}
                onChange={() => onValue(field.custom_id, option.value)}
              />
              <ChoiceText option={option} />
            </label>
          ))}
        </div>
      );
    case checkboxGroupType:
      return <CheckboxGroup field={field} label={label} onValue={onValue} />;
    case checkboxType:
      return (
        <input
          type="checkbox"
          aria-label={label}
          defaultChecked={field.default === true}
          onChange={(event) => onValue(field.custom_id, event.currentTarget.checked)}
        />
      );
    default:
      return <p class="quiet">This page does not support this kind of field.</p>;
  }
}
