import type { CommandDraftActions } from "./use-command-draft.js";

interface DraftKeyDeps {
  readonly acts: CommandDraftActions;
  /** Closes the command for good. */
  readonly leave: () => void;
  /** Takes the empty field away that Backspace was pressed in. */
  readonly drop: () => void;
}

/**
 * The keys of a command being typed. Enter takes the marked suggestion, else runs; Tab takes it, else goes on; arrows
 * move over suggestions and, at a field's edge, to the next field; Escape closes one thing at a time.
 */
export function handleDraftKey(event: KeyboardEvent, { acts, leave, drop }: DraftKeyDeps): void {
  if (event.isComposing || acts.row.onArrow(event)) return;
  const field = event.target instanceof HTMLInputElement ? event.target : undefined;
  if (isHandled()) event.preventDefault();

  function isHandled(): boolean {
    switch (event.key) {
      case "Enter":
        if (acts.marked) acts.pick(acts.marked);
        else acts.run();
        return true;
      case "Tab":
        if (!acts.marked || event.shiftKey) return false;
        acts.pick(acts.marked);
        return true;
      case "Escape":
        if (acts.canClose) acts.close();
        else leave();
        return true;
      case "Backspace":
        if (field?.value !== "") return false;
        drop();
        return true;
      case "ArrowLeft":
        return field?.selectionEnd === 0 && acts.move(-1);
      case "ArrowRight":
        return field !== undefined && field.selectionStart === field.value.length && acts.move(1);
      default:
        return false;
    }
  }
}
