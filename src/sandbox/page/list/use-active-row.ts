import { useState } from "preact/hooks";

/** The index of a list's marked row, or -1. Arrow keys move it. */
export interface ActiveRow {
  readonly active: number;
  set(row: number): void;
  /** Moves on an arrow key and returns whether it did. */
  onArrow(event: KeyboardEvent): boolean;
}

/**
 * @param count The number of rows.
 * @param first The row that is marked initially.
 * @param key Identifies the list. A change marks `first` again.
 */
export function useActiveRow(count: number, first: number, key: string): ActiveRow {
  const [moved, setMoved] = useState({ key, first, row: first });
  // Not in an effect: fast typists press Enter before it runs.
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
