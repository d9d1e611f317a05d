import type { TypedName } from "./read-name.js";

interface PickerNoteProps {
  readonly typed: TypedName;
  /** Writes what was probably meant instead. */
  readonly onText: (text: string) => void;
}

/** In place of the commands, where none is called so: the one that was probably meant. */
export function PickerNote({ typed: { name, rest, suggestion: meant }, onText }: PickerNoteProps) {
  if (meant === undefined) return <p class="popup-note">No command is called “{name}”.</p>;
  return (
    <p class="popup-note">
      Did you mean{" "}
      <button type="button" class="command-name" onClick={() => onText(`/${meant} ${rest}`)}>
        /{meant}
      </button>
      ?
    </p>
  );
}
