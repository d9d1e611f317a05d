import type { OptionValue, World } from "../../protocol.js";
import { checkField } from "./check-field.js";
import { type Draft, fieldOf } from "./draft.js";
import { fixedChoices } from "./fixed-choices.js";

export interface CheckedDraft {
  /** By option: what is fine. */
  readonly values: Readonly<Record<string, OptionValue>>;
  /** By option: what is wrong. The command can run when nothing is. */
  readonly wrong: Readonly<Record<string, string>>;
  /** The first option with something wrong, in the command's order. */
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
