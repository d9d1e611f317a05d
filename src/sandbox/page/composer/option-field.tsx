import type { APIApplicationCommandBasicOption } from "discord-api-types/v10";

interface OptionFieldProps {
  readonly option: APIApplicationCommandBasicOption;
  readonly text: string;
  readonly isActive: boolean;
  readonly isWrong: boolean;
  /** The id of the list of suggestions. */
  readonly list: string;
  readonly hasList: boolean;
  /** The id of the marked suggestion. */
  readonly activeRow: string | undefined;
  readonly onFocus: () => void;
  readonly onText: (text: string) => void;
}

/** One option of a command being typed: its name and text. */
export function OptionField(props: OptionFieldProps) {
  const { option, text, isActive } = props;
  return (
    <label class="option-field" data-wrong={props.isWrong || undefined} data-on={isActive || undefined}>
      <span class="option-name">{option.name}</span>
      <input
        data-composer={isActive || undefined}
        data-active={isActive || undefined}
        role="combobox"
        aria-label={`${option.name}: ${option.description}`}
        aria-required={option.required === true}
        aria-invalid={props.isWrong}
        aria-expanded={props.hasList}
        aria-controls={props.list}
        aria-autocomplete="list"
        aria-activedescendant={props.activeRow}
        autocomplete="off"
        spellcheck={false}
        // Grows with its text. The style sheet limits the width.
        size={Math.max(2, [...text].length + 1)}
        value={text}
        onFocus={props.onFocus}
        onInput={(event) => props.onText(event.currentTarget.value)}
      />
    </label>
  );
}
