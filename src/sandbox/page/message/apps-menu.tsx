import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Message } from "../../protocol.js";
import { PopList } from "../list/pop-list.js";
import { useActiveRow } from "../list/use-active-row.js";
import { Icon } from "../shell/icon.js";
import { useClient, useSession } from "../state/session.js";
import "./apps-menu.css";

/** Discord's type of a command of messages. */
const messageCommand = 3;

/** *Apps*: the commands that the bot has for messages. */
export function AppsMenu({ message }: { readonly message: Message }) {
  const session = useSession();
  const all = useClient((state) => state.commands);
  const commands = all.filter(({ type }) => type === messageCommand);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const row = useActiveRow(isOpen ? commands.length : 0, 0, String(isOpen));
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    const close = (event: Event) => {
      if (!(event.target instanceof Node && root.current?.contains(event.target))) setOpen(false);
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
  }, [isOpen]);

  if (commands.length === 0) return null;
  const run = (command: { readonly name: string }) => {
    setOpen(false);
    session.runOn(message, command.name);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const command = commands[row.active];
    if (!isOpen || row.onArrow(event)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      setOpen(false);
    } else if ((event.key === "Enter" || event.key === " ") && command) {
      event.preventDefault();
      run(command);
    }
  };

  return (
    <div class="apps-menu" ref={root} data-open={isOpen || undefined}>
      <button
        type="button"
        class="bar-button"
        aria-label="Apps"
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        onKeyDown={onKeyDown}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="slash" size={16} /> Apps
      </button>
      {isOpen && (
        <div class="menu-pop">
          <PopList
            id={id}
            label="Apps"
            rows={commands}
            active={row.active}
            onHover={row.set}
            onPick={run}
            draw={({ name }) => <span class="pop-main">{name}</span>}
          />
        </div>
      )}
    </div>
  );
}
