import type { ComponentChildren } from "preact";
import { Icon } from "./icon.js";
import { useEscape } from "./use-escape.js";
import "./drawer.css";

interface DrawerProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A column on the right. On a narrow screen, it covers the chat. */
export function Drawer({ title, onClose, children }: DrawerProps) {
  useEscape(true, onClose);
  return (
    <aside class="drawer" aria-label={title}>
      <header class="bar">
        <h2>{title}</h2>
        <div class="bar-end">
          <button type="button" class="icon-button" aria-label={`Close ${title}`} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
      </header>
      {children}
    </aside>
  );
}
