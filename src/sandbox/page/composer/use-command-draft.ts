import { useState } from "preact/hooks";
import type { OptionValue } from "../../protocol.js";
import { useActiveRow } from "../list/use-active-row.js";
import { useClient } from "../state/session.js";
import { checkDraft } from "./check-draft.js";
import type { PickableChoice } from "./check-field.js";
import {
  type Draft,
  fieldOf,
  nextRequired,
  pickChoice,
  shownOptions,
  typeInto,
  withFailedTry,
} from "./draft.js";
import { useSuggestions } from "./use-suggestions.js";

export type CommandDraftActions = ReturnType<typeof useCommandDraft>;

export function useCommandDraft(
  draft: Draft,
  onDraft: (draft: Draft) => void,
  onRun: (values: Readonly<Record<string, OptionValue>>) => void,
) {
  const world = useClient((state) => state.world);
  const suggestions = useSuggestions(draft, world);
  const { values, wrong, firstWrong } = checkDraft(draft, world);
  /** Whether the suggestions were closed or one was picked. Typing opens them again. */
  const [isClosed, setClosed] = useState(false);

  const active = draft.command.options.find(({ name }) => name === draft.active);
  const text = active ? fieldOf(draft, active.name).text : "";
  const choices = !isClosed && "choices" in suggestions ? suggestions.choices : [];
  // As in Discord's client, Enter accepts the first suggestion for what is typed. It runs the command where nothing is
  // typed that has to be, where a value of a fixed list is complete, and while suggestions are not there yet.
  const isMarked =
    suggestions.kind === "ready" &&
    active !== undefined &&
    (text !== "" || active.required === true) &&
    !(suggestions.fixed && active.name in values);
  const row = useActiveRow(choices.length, isMarked ? 0 : -1, `${draft.active} ${text}`);

  const activate = (name: string) => {
    setClosed(false);
    if (name !== draft.active) onDraft({ ...draft, active: name });
  };

  return {
    active,
    suggestions: isClosed ? ({ kind: "none" } as const) : suggestions,
    row,
    marked: choices[row.active],
    isOpen: choices.length > 0,
    /** Whether suggestions are shown or pending. */
    canClose: !isClosed && suggestions.kind !== "none",
    activate,
    /** The problem with an option: not shown before text was typed or the command failed to run. */
    wrongWith: (name: string): string | undefined =>
      draft.tries > 0 || fieldOf(draft, name).text !== "" ? wrong[name] : undefined,
    close: () => setClosed(true),
    type(name: string, typed: string) {
      setClosed(false);
      onDraft(typeInto(draft, name, typed));
    },
    pick({ name, value }: PickableChoice) {
      if (!active) return;
      const choice = { name, value: typeof value === "boolean" ? String(value) : value };
      const picked = pickChoice(draft, active.name, choice);
      const next = nextRequired(picked) ?? active.name;
      setClosed(next === active.name);
      onDraft({ ...picked, active: next });
    },
    run() {
      if (firstWrong === undefined) return onRun(values);
      setClosed(false);
      onDraft(withFailedTry(draft, firstWrong));
    },
    /** Moves to the previous or next field and returns whether there is one. */
    move(step: -1 | 1): boolean {
      const shown = shownOptions(draft);
      const next = shown[shown.findIndex(({ name }) => name === draft.active) + step];
      if (next) activate(next.name);
      return next !== undefined;
    },
  };
}
