import "./skip-link.css";

/** The first tab stop: over channels and messages, to the field where one types. Shown while it has the focus. */
export function SkipLink() {
  return (
    <nav aria-label="Shortcuts">
      <button type="button" class="skip-link" onClick={focusField}>
        Skip to the message field
      </button>
    </nav>
  );
}

/** A forum has no field: its posts are in the list. */
function focusField(): void {
  const field = document.querySelector<HTMLElement>("[data-composer]");
  (field ?? document.querySelector<HTMLElement>(".messages"))?.focus();
}
