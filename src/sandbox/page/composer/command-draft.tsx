import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { OptionValue } from "../../protocol.js";
import { rowId } from "../list/pop-list.js";
import { useActiveRow } from "../list/use-active-row.js";
import { Icon } from "../shell/icon.js";
import { useClient } from "../state/session.js";
import { checkDraft } from "./check-draft.js";
import type { PickableChoice } from "./check-field.js";
import { type Draft, dropField, fieldOf, nextRequired, pickChoice, shownOptions, typeInto } from "./draft.js";
import { DraftPopup } from "./draft-popup.js";
import { OptionField } from "./option-field.js";
import { useSuggestions } from "./use-suggestions.js";

interface CommandDraftProps {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  /** Back to plain text. */
  readonly onLeave: (text: string) => void;
  readonly onRun: (values: Readonly<Record<string, OptionValue>>) => void;
}

const LIST = "option-suggestions";

/** A command with its options as fields, and what can be picked for the one being typed into. */
export function CommandDraft({ draft, onDraft, onLeave, onRun }: CommandDraftProps) {
  const world = useClient((state) => state.world);
  const suggestions = useSuggestions(draft, world);
  const checked = checkDraft(draft, world);
  const [tried, setTried] = useState(false);
  const [closed, setClosed] = useState(false);
  const box = useRef<HTMLFieldSetElement>(null);

  const active = draft.command.options.find(({ name }) => name === draft.active);
  const text = active ? fieldOf(draft, active.name).text : "";
  const choices = closed || !("choices" in suggestions) ? [] : suggestions.choices;
  // Where it must be one of the list and is not yet, Enter takes the first; elsewhere it runs what is typed.
  const mustPick =
    suggestions.kind === "ready" &&
    suggestions.fixed &&
    active !== undefined &&
    (text !== "" || active.required === true) &&
    !(active.name in checked.values);
  const row = useActiveRow(choices.length, mustPick ? 0 : -1, `${draft.active} ${text}`);

  useLayoutEffect(() => {
    const field = box.current?.querySelector<HTMLElement>("[data-active]");
    if (field && field !== document.activeElement) field.focus();
  }, [draft.active, draft.command.path]);

  const activate = (name: string) => {
    setClosed(false);
    if (name !== draft.active) onDraft({ ...draft, active: name });
  };
  const pick = (choice: PickableChoice) => {
    if (!active) return;
    const { name, value } = choice;
    const picked = pickChoice(draft, active.name, {
      name,
      value: typeof value === "boolean" ? String(value) : value,
    });
    setClosed(true);
    onDraft({ ...picked, active: nextRequired(picked) ?? active.name });
  };
  const run = () => {
    const missing = draft.command.options.find(({ name }) => name in checked.wrong);
    if (!missing) return onRun(checked.values);
    setTried(true);
    activate(missing.name);
  };
  const move = (step: number): boolean => {
    const shown = shownOptions(draft);
    const next = shown[shown.findIndex(({ name }) => name === draft.active) + step];
    if (next) activate(next.name);
    return next !== undefined;
  };

  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
    if (event.isComposing || row.onArrow(event)) return;
    const marked = choices[row.active];
    const field = event.target instanceof HTMLInputElement ? event.target : undefined;
    if (event.key === "Enter") {
      event.preventDefault();
      if (marked) pick(marked);
      else run();
    } else if (event.key === "Tab" && marked && !event.shiftKey) {
      event.preventDefault();
      pick(marked);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (choices.length > 0) setClosed(true);
      else onLeave("");
    } else if (event.key === "Backspace" && field?.value === "") {
      event.preventDefault();
      const isFirst = active?.name === shownOptions(draft)[0]?.name;
      if (isFirst) onLeave(`/${draft.command.path}`);
      else if (active) onDraft(dropField(draft, active.name));
    } else if (event.key === "ArrowLeft" && field?.selectionEnd === 0) {
      if (move(-1)) event.preventDefault();
    } else if (event.key === "ArrowRight" && field?.selectionStart === field?.value.length) {
      if (move(1)) event.preventDefault();
    }
  };

  const shown = shownOptions(draft);
  const others = draft.command.options.filter((option) => !shown.includes(option));
  return (
    <>
      <DraftPopup
        id={LIST}
        draft={draft}
        option={active}
        reason={active && (tried || text !== "") ? checked.wrong[active.name] : undefined}
        suggestions={closed ? { kind: "none" } : suggestions}
        active={row.active}
        onHover={row.set}
        onPick={pick}
      />
      {/* The keys belong to the fields inside; a command without options has only its own button. */}
      <fieldset
        class="composer-box draft"
        ref={box}
        onKeyDown={onKeyDown}
        aria-label={`/${draft.command.path}`}
      >
        <div class="draft-fields">
          <button
            type="button"
            class="command-name"
            aria-label={`/${draft.command.path}: press Enter to run`}
            data-composer={shown.length === 0 || undefined}
            data-active={shown.length === 0 || undefined}
            onClick={() => shown.length > 0 && onLeave(`/${draft.command.path}`)}
          >
            /{draft.command.path}
          </button>
          {shown.map((option) => (
            <OptionField
              key={option.name}
              option={option}
              text={fieldOf(draft, option.name).text}
              isActive={option.name === draft.active}
              isWrong={option.name in checked.wrong && (tried || fieldOf(draft, option.name).text !== "")}
              list={LIST}
              hasList={option.name === draft.active && choices.length > 0}
              activeRow={option.name === draft.active ? rowId(LIST, row.active) : undefined}
              onFocus={() => activate(option.name)}
              onText={(typed) => {
                setClosed(false);
                onDraft(typeInto(draft, option.name, typed));
              }}
            />
          ))}
          {others.map(({ name, description }) => (
            <button
              key={name}
              type="button"
              class="option-add"
              title={description}
              aria-label={`Add ${name}: ${description}`}
              onFocus={(event) => event.currentTarget.matches(":focus-visible") && activate(name)}
              onClick={() => activate(name)}
            >
              {name}
            </button>
          ))}
        </div>
        <button type="button" class="icon-button run" aria-label="Run the command" onClick={run}>
          <Icon name="send" />
        </button>
      </fieldset>
    </>
  );
}
