import { useState } from "preact/hooks";

/** Which row of a list is marked, as arrows move it; -1 is none. */
export interface ActiveRow {
  readonly active: number;
  set(row: number): void;
  /** Moves on an arrow key and says whether it did. */
  onArrow(event: KeyboardEvent): boolean;
}

/**
 * @param count How many rows there are.
 * @param first The row that is marked to begin with.
 * @param key What the list is about: when that changes, the mark begins anew.
 */
export function useActiveRow(count: number, first: number, key: string): ActiveRow {
  const [moved, setMoved] = useState({ key, first, row: first });
  // Not by an effect: whoever types fast presses Enter before that runs.
  const row = moved.key === key && moved.first === first ? moved.row : first;
  const active = Math.min(row, count - 1);
  const setRow = (to: number) => setMoved({ key, first, row: to });
  return {
    active,
    set: setRow,
    onArrow(event) {
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step === 0 || count === 0) return false;
      event.preventDefault();
      setRow(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
      return true;
    },
  };
}
