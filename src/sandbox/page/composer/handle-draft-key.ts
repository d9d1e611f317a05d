import type { CommandDraftActions } from "./use-command-draft.js";

interface DraftKeyDeps {
  readonly actions: CommandDraftActions;
  /** Discards the command. */
  readonly leave: () => void;
  /** Removes the empty field in which Backspace was pressed. */
  readonly drop: () => void;
}

/**
 * Enter accepts the marked suggestion or runs the command. Tab accepts it or moves on. Arrows move in the suggestions
 * and, at a field's edge, to the next field. Escape closes the suggestions, then the command.
 */
export function handleDraftKey(event: KeyboardEvent, { actions, leave, drop }: DraftKeyDeps): void {
  if (event.isComposing || actions.row.onArrow(event)) return;
  const field = event.target instanceof HTMLInputElement ? event.target : undefined;
  if (isHandled()) event.preventDefault();

  function isHandled(): boolean {
    switch (event.key) {
      case "Enter":
        if (actions.marked) actions.pick(actions.marked);
        else actions.run();
        return true;
      case "Tab":
        if (!actions.marked || event.shiftKey) return false;
        actions.pick(actions.marked);
        return true;
      case "Escape":
        if (actions.canClose) actions.close();
        else leave();
        return true;
      case "Backspace":
        if (field?.value !== "") return false;
        drop();
        return true;
      case "ArrowLeft":
        return field?.selectionEnd === 0 && actions.move(-1);
      case "ArrowRight":
        return field !== undefined && field.selectionStart === field.value.length && actions.move(1);
      default:
        return false;
    }
  }
}
