import { useEffect, useState } from "preact/hooks";
import { Icon, type IconName } from "./icon.js";

interface CopyButtonProps {
  /** Its accessible name, and its tooltip. */
  readonly label: string;
  readonly icon: IconName;
  readonly text: () => string;
}

/** How long the button says what came of it. Milliseconds. */
const noteTime = 2000;

/** Copies a text, and says so. */
export function CopyButton({ label, icon, text }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"Copied" | "Not copied">();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), noteTime);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () =>
    // A browser may forbid it, as on a page that is not of this machine.
    Promise.resolve(navigator.clipboard?.writeText(text())).then(
      () => setOutcome(navigator.clipboard ? "Copied" : "Not copied"),
      () => setOutcome("Not copied"),
    );
  return (
    <button type="button" class="bar-button" aria-label={label} title={label} onClick={() => void copy()}>
      <Icon name={outcome === "Copied" ? "check" : icon} size={16} />
      <span role="status">{outcome}</span>
    </button>
  );
}
