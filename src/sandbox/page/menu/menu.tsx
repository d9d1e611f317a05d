import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { PopList, rowId } from "../list/pop-list.js";
import { useActiveRow } from "../list/use-active-row.js";
import { Emoji } from "../message/emoji.js";
import { Icon } from "../shell/icon.js";
import type { MenuOption } from "./menu-options.js";
import { useTypeAhead } from "./use-type-ahead.js";
import "./menu.css";

interface MenuProps {
  readonly placeholder: string;
  readonly options: readonly MenuOption[];
  readonly minPicks: number;
  readonly maxPicks: number;
  readonly isDisabled?: boolean;
  readonly isBusy?: boolean;
  readonly label?: string;
  readonly onPick: (values: readonly string[]) => void;
}

/** Opens below its button, or above if there is more room. Multiple picks are sent when it closes. */
export function Menu({
  placeholder,
  options,
  minPicks,
  maxPicks,
  isDisabled,
  isBusy,
  label,
  onPick,
}: MenuProps) {
  const id = useId();
  const initial = options.filter(({ isPicked }) => isPicked).map(({ value }) => value);
  const [isOpen, setOpen] = useState(false);
  const [picked, setPicked] = useState<readonly string[]>(initial);
  const [isAbove, setAbove] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const row = useActiveRow(isOpen ? options.length : 0, 0, String(isOpen));
  const isMany = maxPicks > 1;

  // The bot may edit the message: its picked options replace the person's.
  const marked = initial.join("\n");
  useEffect(() => setPicked(initial), [marked]);

  useLayoutEffect(() => {
    if (!isOpen || !root.current) return;
    const { top, bottom } = root.current.getBoundingClientRect();
    setAbove(innerHeight - bottom < 320 && top > innerHeight - bottom);
  }, [isOpen]);

  /** Closes the menu and sends multiple picks if they are valid and changed; otherwise restores them. */
  const close = () => {
    setOpen(false);
    const isSent = isMany && picked.length >= minPicks && picked.join("\n") !== marked;
    if (isSent) onPick(picked);
    else setPicked(initial);
  };
  const toggle = ({ value }: MenuOption) => {
    if (!isMany) {
      // Picking the same again takes it back, where nothing has to be picked.
      const next = minPicks === 0 && picked.includes(value) ? [] : [value];
      setPicked(next);
      setOpen(false);
      onPick(next);
    } else if (picked.includes(value)) setPicked(picked.filter((one) => one !== value));
    else if (picked.length < maxPicks) setPicked([...picked, value]);
  };
  const typeAhead = useTypeAhead(
    options.map((option) => option.label),
    row.set,
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const option = options[row.active];
    if (!isOpen) {
      if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
      event.preventDefault();
      setOpen(!isDisabled);
    } else if (row.onArrow(event) || typeAhead(event)) return;
    else if (event.key === "Escape") {
      event.preventDefault();
      setPicked(initial);
      setOpen(false);
    } else if (event.key === "Tab") close();
    else if ((event.key === "Enter" || event.key === " ") && option) {
      event.preventDefault();
      toggle(option);
    }
  };

  const shown = options.filter(({ value }) => picked.includes(value));
  return (
    <div class="menu" ref={root}>
      <button
        type="button"
        class="menu-button"
        role="combobox"
        aria-label={label ?? placeholder}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-activedescendant={isOpen ? rowId(id, row.active) : undefined}
        aria-busy={isBusy}
        aria-disabled={isDisabled}
        onKeyDown={onKeyDown}
        onClick={() => !isDisabled && (isOpen ? close() : setOpen(true))}
        onBlur={() => isOpen && close()}
      >
        <span class={shown.length > 0 ? "menu-value" : "menu-value quiet"}>
          {shown.length > 0 ? shown.map((option) => option.label).join(", ") : placeholder}
        </span>
        <Icon name="down" size={16} />
      </button>
      {isOpen && (
        <div class={isAbove ? "menu-pop above" : "menu-pop"}>
          <PopList
            id={id}
            label={label ?? placeholder}
            rows={options}
            active={row.active}
            onHover={row.set}
            onPick={toggle}
            draw={(option) => (
              <span class="menu-row">
                <Emoji emoji={option.emoji} />
                <span class="menu-text">
                  <span class="pop-main">{option.label}</span>
                  {option.description && <span class="pop-sub">{option.description}</span>}
                </span>
                {picked.includes(option.value) && <Icon name="check" size={16} />}
              </span>
            )}
          />
          {isMany && (
            <p class="popup-note">
              Choose {minPicks === maxPicks ? maxPicks : `${minPicks} to ${maxPicks}`}, then close the menu.
            </p>
          )}
        </div>
      )}
    </div>
  );
}
