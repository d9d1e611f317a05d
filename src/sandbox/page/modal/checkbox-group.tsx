import type { APICheckboxGroupComponent } from "discord-api-types/v10";
import { useState } from "preact/hooks";
import type { OnValue } from "./form-field.js";

interface CheckboxGroupProps {
  readonly field: APICheckboxGroupComponent;
  readonly label: string;
  readonly onValue: OnValue;
}

/** Any number of a few options. */
export function CheckboxGroup({ field, label, onValue }: CheckboxGroupProps) {
  const { custom_id, options } = field;
  const [checked, setChecked] = useState<readonly string[]>(
    options.filter((option) => option.default === true).map(({ value }) => value),
  );
  const toggle = (value: string, isOn: boolean) => {
    const next = options
      .map((option) => option.value)
      .filter((one) => (one === value ? isOn : checked.includes(one)));
    setChecked(next);
    onValue(custom_id, next);
  };
  return (
    <fieldset class="form-group" aria-label={label}>
      {options.map((option) => (
        <label class="form-choice" key={option.value}>
          <input
            type="checkbox"
            checked={checked.includes(option.value)}
            onChange={(event) => toggle(option.value, event.currentTarget.checked)}
          />
          <ChoiceText option={option} />
        </label>
      ))}
    </fieldset>
  );
}

interface ChoiceTextProps {
  readonly option: { readonly label: string; readonly description?: string };
}

/** What a radio button or a checkbox says. */
export function ChoiceText({ option }: ChoiceTextProps) {
  return (
    <span>
      {option.label}
      {option.description && <span class="quiet"> {option.description}</span>}
    </span>
  );
}
