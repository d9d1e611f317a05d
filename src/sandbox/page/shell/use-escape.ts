import { useEffect } from "preact/hooks";

/** Calls `onEscape` when Escape is pressed and nothing nearer took it, for as long as `isOn`. */
export function useEscape(isOn: boolean, onEscape: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) onEscape();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [isOn, onEscape]);
}
