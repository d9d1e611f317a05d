import { useEffect, useState } from "preact/hooks";
import type { World } from "../../protocol.js";
import { useSession } from "../state/session.js";
import { checkDraft } from "./check-draft.js";
import type { PickableChoice } from "./check-field.js";
import { type Draft, fieldOf } from "./draft.js";
import { filterChoices, fixedChoices } from "./fixed-choices.js";

export type Suggestions =
  /** The option takes any text and suggests nothing. */
  | { readonly kind: "none" }
  | { readonly kind: "waiting"; readonly choices: readonly PickableChoice[] }
  /** `fixed`: the value must be one of these. */
  | { readonly kind: "ready"; readonly choices: readonly PickableChoice[]; readonly fixed: boolean }
  | { readonly kind: "failed"; readonly reason: string };

/** Milliseconds without typing before the bot is asked. */
const debounceDelay = 80;
const noSuggestions: Suggestions = { kind: "none" };

/** The suggestions for the active option. Outdated answers of the bot are dropped. */
export function useSuggestions(draft: Draft, world: World): Suggestions {
  const session = useSession();
  const [asked, setAsked] = useState<Suggestions>(noSuggestions);
  const option = draft.command.options.find(({ name }) => name === draft.active);
  const text = option ? fieldOf(draft, option.name).text : "";
  const picked = option ? fieldOf(draft, option.name).picked : undefined;
  const fixed = option && fixedChoices(option, world);
  const asks = option !== undefined && !fixed && "autocomplete" in option && option.autocomplete === true;

  useEffect(() => {
    setAsked((old) =>
      asks ? { kind: "waiting", choices: "choices" in old ? old.choices : [] } : noSuggestions,
    );
    if (!asks || picked) return;
    let stale = false;
    const timer = setTimeout(() => {
      const { values } = checkDraft(draft, world);
      session.suggest(draft.command.path, { ...values, [option.name]: text }, option.name).then(
        (choices) => stale || setAsked({ kind: "ready", choices, fixed: false }),
        () => stale || setAsked({ kind: "failed", reason: "Loading options failed" }),
      );
    }, debounceDelay);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [draft.command.path, option?.name, text, picked]);

  if (fixed) return { kind: "ready", choices: filterChoices(fixed, text), fixed: true };
  if (!asks || picked) return noSuggestions;
  // Before the effect above has run, suggestions count as pending, so that Escape closes them and not the command.
  return asked.kind === "none" ? { kind: "waiting", choices: [] } : asked;
}
