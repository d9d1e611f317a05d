import type { TypedName } from "./read-name.js";

interface PickerNoteProps {
  readonly typed: TypedName;
  /** Replaces the text. */
  readonly onText: (text: string) => void;
}

/** Shown if no command matches: suggests the probable one. */
export function PickerNote({ typed: { name, rest, suggestion }, onText }: PickerNoteProps) {
  if (suggestion === undefined) return <p class="popup-note">There is no command “{name}”.</p>;
  return (
    <p class="popup-note">
      Did you mean{" "}
      <button type="button" class="command-name" onClick={() => onText(`/${suggestion} ${rest}`)}>
        /{suggestion}
      </button>
      ?
    </p>
  );
}
