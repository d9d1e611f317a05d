import { useLayoutEffect, useRef } from "preact/hooks";
import type { OptionValue } from "../../protocol.js";
import { rowId } from "../list/pop-list.js";
import { Icon } from "../shell/icon.js";
import { type Draft, dropField, fieldOf, shownOptions } from "./draft.js";
import { DraftPopup } from "./draft-popup.js";
import { handleDraftKey } from "./handle-draft-key.js";
import { OptionField } from "./option-field.js";
import { useCommandDraft } from "./use-command-draft.js";
import "./command-draft.css";

interface CommandDraftProps {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  /** Returns to plain text. */
  readonly onLeave: (text: string) => void;
  readonly onRun: (values: Readonly<Record<string, OptionValue>>) => void;
}

const listId = "option-suggestions";

/** A command with its options as fields, and suggestions for the active one. */
export function CommandDraft({ draft, onDraft, onLeave, onRun }: CommandDraftProps) {
  const actions = useCommandDraft(draft, onDraft, onRun);
  const { active, row } = actions;
  const { path, options } = draft.command;
  const shown = shownOptions(draft);
  const others = options.filter((option) => !shown.includes(option));

  const box = useRef<HTMLFieldSetElement>(null);
  useLayoutEffect(() => {
    const field = box.current?.querySelector<HTMLElement>("[data-active]");
    if (field && field !== document.activeElement) field.focus();
  }, [draft.active, draft.tries, path]);

  const drop = () => {
    if (active && active.name !== shown[0]?.name) onDraft(dropField(draft, active.name));
    else onLeave(`/${path}`);
  };
  return (
    <>
      <DraftPopup
        id={listId}
        draft={draft}
        option={active}
        reason={active && actions.wrongWith(active.name)}
        suggestions={actions.suggestions}
        active={row.active}
        onHover={row.set}
        onPick={actions.pick}
      />
      {/* Handles the keys of the fields inside. A command without options has only its button. */}
      <fieldset
        class="composer-box draft"
        ref={box}
        onKeyDown={(event) => handleDraftKey(event, { actions, leave: () => onLeave(""), drop })}
        aria-label={`/${path}`}
      >
        <div class="draft-fields">
          <button
            type="button"
            class="command-name"
            aria-label={`/${path}: press Enter to run`}
            data-composer={shown.length === 0 || undefined}
            data-active={shown.length === 0 || undefined}
            onClick={() => shown.length > 0 && onLeave(`/${path}`)}
          >
            /{path}
          </button>
          {shown.map((option) => (
            <OptionField
              key={option.name}
              option={option}
              text={fieldOf(draft, option.name).text}
              isActive={option.name === draft.active}
              isWrong={actions.wrongWith(option.name) !== undefined}
              list={listId}
              hasList={option.name === draft.active && actions.isOpen}
              activeRow={option.name === draft.active ? rowId(listId, row.active) : undefined}
              onFocus={() => actions.activate(option.name)}
              onText={(typed) => actions.type(option.name, typed)}
            />
          ))}
          {others.map(({ name, description }) => (
            <button
              key={name}
              type="button"
              class="option-add"
              title={description}
              aria-label={`Add ${name}: ${description}`}
              onFocus={(event) => event.currentTarget.matches(":focus-visible") && actions.activate(name)}
              onClick={() => actions.activate(name)}
            >
              {name}
            </button>
          ))}
        </div>
        <button type="button" class="icon-button run" aria-label="Run the command" onClick={actions.run}>
          <Icon name="send" />
        </button>
      </fieldset>
    </>
  );
}
