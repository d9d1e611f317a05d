import { useEffect, useRef } from "preact/hooks";

/**
 * Goes to the composer when `/` is typed where nothing else takes text: one can start a command from anywhere. The key
 * is left to the browser, which types it where the focus now is, so nothing of what follows is lost.
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
