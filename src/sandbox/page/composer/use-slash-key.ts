import { useEffect, useRef } from "preact/hooks";

/**
 * Focuses the composer when `/` is typed outside of a text field. The browser then types the key into the focused
 * field, so no key is lost.
 */
export function useSlashKey(focus: () => void): void {
  const latest = useRef(focus);
  latest.current = focus;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select, dialog")) return;
      latest.current();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
