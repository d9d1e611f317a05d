import "./skip-link.css";

/** The first tab stop: over channels and messages, to the field where one types. Shown while it has the focus. */
export function SkipLink() {
  return (
    <nav aria-label="Shortcuts">
      <button
        type="button"
        class="skip-link"
        onClick={() => document.querySelector<HTMLElement>("[data-composer], .messages")?.focus()}
      >
        Skip to the message field
      </button>
    </nav>
  );
}
