import { useState } from "preact/hooks";
import { PopList, rowId } from "../list/pop-list.js";
import { useActiveRow } from "../list/use-active-row.js";
import { Avatar, botColour } from "../shell/avatar.js";
import { Icon } from "../shell/icon.js";
import { useClient } from "../state/session.js";
import { PickerNote } from "./picker-note.js";
import { readName } from "./read-name.js";
import type { Runnable } from "./runnable.js";

interface TextDraftProps {
  readonly text: string;
  readonly runnables: readonly Runnable[];
  readonly onText: (text: string) => void;
  /** Enter without a marked command: runs the text as a command, or shows why it cannot. */
  readonly onRun: () => void;
  readonly onSay: (text: string) => void;
  /** ArrowUp in an empty field: restores the last command. */
  readonly onRecall: () => void;
}

const listId = "command-picker";

/** Plain text. After a slash, with a picker of commands. */
export function TextDraft({ text, runnables, onText, onRun, onSay, onRecall }: TextDraftProps) {
  const bot = useClient((state) => state.world.bot);
  const here = useClient((state) => state.world.channels.find(({ id }) => id === state.channelId));
  const [closed, setClosed] = useState(false);
  const typed = text.startsWith("/") ? readName(text.slice(1), runnables) : undefined;
  const rows = typed?.rows ?? [];
  const isOpen = typed !== undefined && !closed;
  const row = useActiveRow(rows.length, 0, text);
  const marked = isOpen ? rows[row.active] : undefined;

  const pick = ({ path }: Runnable) => onText(`/${path} ${typed?.rest ?? ""}`);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (isOpen && row.onArrow(event)) return;
    if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      setClosed(true);
    } else if ((event.key === "Enter" || event.key === "Tab") && marked) {
      event.preventDefault();
      pick(marked);
    } else if (event.key === "Enter" && typed) onRun();
    else if (event.key === "Enter" && text.trim() !== "") onSay(text.trim());
    else if (event.key === "ArrowUp" && text === "") {
      event.preventDefault();
      onRecall();
    }
  };

  return (
    <>
      {isOpen && (
        <div class="popup">
          <div class="popup-head">
            <Avatar name={bot.name} colour={botColour} size={20} />
            <strong>{bot.name}</strong>
            <span class="quiet">{rows.length === 1 ? "1 command" : `${rows.length} commands`}</span>
          </div>
          {runnables.length === 0 && <p class="popup-note">{bot.name} has not registered a command yet.</p>}
          {runnables.length > 0 && rows.length === 0 && <PickerNote typed={typed} onText={onText} />}
          {rows.length > 0 && (
            <PopList
              id={listId}
              label="Commands"
              rows={rows}
              active={row.active}
              draw={drawRow}
              onPick={pick}
              onHover={row.set}
            />
          )}
        </div>
      )}
      <div class="composer-box">
        <input
          data-composer
          class="composer-text"
          role="combobox"
          aria-label={`Message ${here?.name ?? ""}, or type / for a command`}
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isOpen ? rowId(listId, row.active) : undefined}
          placeholder="Type / for a command"
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={(event) => {
            setClosed(false);
            onText(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          class="icon-button"
          aria-label="Show the commands"
          onClick={() => {
            setClosed(false);
            onText("/");
          }}
        >
          <Icon name="slash" />
        </button>
      </div>
    </>
  );
}

function drawRow(command: Runnable) {
  return (
    <>
      <span class="pop-main">
        <span class="command-name">/{command.path}</span>
        {command.options.map(({ name, required }) => (
          <span key={name} class={required ? "option-hint required" : "option-hint"}>
            {name}
          </span>
        ))}
      </span>
      <span class="pop-sub">{command.description}</span>
    </>
  );
}
