import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import "./pop-list.css";

interface PopListProps<T> {
  readonly id: string;
  readonly label: string;
  readonly rows: readonly T[];
  /** The index of the marked row, or -1. */
  readonly active: number;
  readonly draw: (row: T) => ComponentChildren;
  readonly onPick: (row: T) => void;
  readonly onHover: (index: number) => void;
}

/** A row's id, for the `aria-activedescendant` of the list's field. */
export function rowId(listId: string, index: number): string | undefined {
  return index < 0 ? undefined : `${listId}-${index}`;
}

/** A list to pick from. The focus stays in its field, which handles the keys. */
export function PopList<T>({ id, label, rows, active, draw, onPick, onHover }: PopListProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div class="pop-list" role="listbox" id={id} aria-label={label} ref={list}>
      {rows.map((row, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and handles the keys
        <div
          key={index}
          id={rowId(id, index)}
          class="pop-row"
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => index !== active && onHover(index)}
          onClick={() => onPick(row)}
        >
          {draw(row)}
        </div>
      ))}
    </div>
  );
}
