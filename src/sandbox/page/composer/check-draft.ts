import type { OptionValue, World } from "../../protocol.js";
import { checkField } from "./check-field.js";
import { type Draft, fieldOf } from "./draft.js";
import { fixedChoices } from "./fixed-choices.js";

export interface CheckedDraft {
  /** The valid values, by option. */
  readonly values: Readonly<Record<string, OptionValue>>;
  /** The problems, by option. The command can run if there are none. */
  readonly wrong: Readonly<Record<string, string>>;
  /** The first option with a problem, in the command's order. */
  readonly firstWrong: string | undefined;
}

export function checkDraft(draft: Draft, world: World): CheckedDraft {
  const values: Record<string, OptionValue> = {};
  const wrong: Record<string, string> = {};
  for (const option of draft.command.options) {
    const checked = checkField(option, fieldOf(draft, option.name), fixedChoices(option, world));
    if (checked.kind === "value") values[option.name] = checked.value;
    if (checked.kind === "wrong") wrong[option.name] = checked.reason;
  }
  return { values, wrong, firstWrong: draft.command.options.find(({ name }) => name in wrong)?.name };
}
