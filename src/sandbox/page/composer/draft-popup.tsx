import type { APIApplicationCommandBasicOption } from "discord-api-types/v10";
import { PopList } from "../list/pop-list.js";
import type { PickableChoice } from "./check-field.js";
import type { Draft } from "./draft.js";
import type { Suggestions } from "./use-suggestions.js";

interface DraftPopupProps {
  readonly id: string;
  readonly draft: Draft;
  /** The active option. */
  readonly option: APIApplicationCommandBasicOption | undefined;
  /** The problem with its text, if any. */
  readonly reason: string | undefined;
  readonly suggestions: Suggestions;
  readonly active: number;
  readonly onHover: (index: number) => void;
  readonly onPick: (choice: PickableChoice) => void;
}

/** Above the command: the active option's description, problem and suggestions. */
export function DraftPopup({ draft, option, reason, suggestions, ...list }: DraftPopupProps) {
  return (
    <div class="popup">
      <div class="popup-head">
        {option ? (
          <>
            <span class="option-name">{option.name}</span>
            <span class="quiet">{option.description}</span>
            {option.required && <span class="badge">required</span>}
          </>
        ) : (
          <>
            <span class="quiet">{draft.command.description}</span>
            <span class="quiet">Press Enter to run it.</span>
          </>
        )}
        {suggestions.kind === "waiting" && (
          <span class="spinner" role="status" aria-label="Loading suggestions" />
        )}
      </div>
      {reason && (
        <p class="popup-note wrong" role="alert">
          {reason}
        </p>
      )}
      {suggestions.kind === "failed" && (
        <p class="popup-note wrong" role="alert">
          {suggestions.reason}
        </p>
      )}
      {suggestions.kind === "ready" && suggestions.choices.length === 0 && (
        <p class="popup-note">
          {suggestions.fixed
            ? "No matching choices."
            : "No suggestions. Press Enter to run the command as typed."}
        </p>
      )}
      {"choices" in suggestions && suggestions.choices.length > 0 && (
        <PopList
          {...list}
          label={`Suggestions for ${option?.name ?? ""}`}
          rows={suggestions.choices}
          draw={({ name }) => <span class="pop-main">{name}</span>}
        />
      )}
    </div>
  );
}
