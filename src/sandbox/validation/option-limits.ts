import { type APIApplicationCommandOption, ApplicationCommandOptionType as T } from "discord-api-types/v10";
import type { Problem } from "../rest/refusal.js";
import { problem, problemsWhere, tooLong } from "./form-errors.js";
import { nameProblems } from "./name-limits.js";

type Path = Problem["path"];

/** As documented. The schema has 6,000. */
const maxChoiceValueLength = 100;

/**
 * Limits of the options of a command, group or subcommand.
 *
 * @param depth 0 in a command, 1 in a subcommand or group, 2 in a subcommand of a group.
 */
export function optionsProblems(
  options: readonly APIApplicationCommandOption[],
  path: Path,
  depth: number,
): Problem[] {
  const names = options.map(({ name }) => name);
  const parts = options.filter(isPart).length;
  const firstOptional = options.findIndex((option) => !isPart(option) && !option.required);
  return [
    ...problemsWhere([
      parts > 0 && parts < options.length,
      problem(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"),
    ]),
    ...options.flatMap((option, index) => {
      const at = [...path, index];
      const isLate = option.required === true && firstOptional !== -1 && firstOptional < index;
      return [
        ...problemsWhere(
          [
            names.indexOf(option.name) < index,
            problem([...at, "name"], "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"),
          ],
          [isLate, problem(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID")],
          [!option.description, problem([...at, "description"], "BASE_TYPE_REQUIRED")],
        ),
        ...nameProblems(option, at),
        ...(isPart(option) ? partProblems(option, at, depth) : choicesProblems(option, at)),
      ];
    }),
  ];
}

type Part = Extract<APIApplicationCommandOption, { type: T.Subcommand | T.SubcommandGroup }>;

function isPart(option: APIApplicationCommandOption): option is Part {
  return option.type === T.Subcommand || option.type === T.SubcommandGroup;
}

/** The only nesting is command, group, subcommand. */
function partProblems(part: Part, path: Path, depth: number): Problem[] {
  const deepest = part.type === T.SubcommandGroup ? 0 : 1;
  return depth > deepest
    ? [problem([...path, "type"], "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID")]
    : optionsProblems(part.options ?? [], [...path, "options"], depth + 1);
}

function choicesProblems(option: Exclude<APIApplicationCommandOption, Part>, path: Path): Problem[] {
  const choices = "choices" in option ? (option.choices ?? []) : [];
  const autocompletes = "autocomplete" in option && option.autocomplete === true;
  return [
    ...problemsWhere([
      autocompletes && choices.length > 0,
      problem([...path, "autocomplete"], "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_INVALID"),
    ]),
    ...choices.flatMap(({ value }, index) =>
      String(value).length > maxChoiceValueLength
        ? tooLong([...path, "choices", index, "value"], maxChoiceValueLength)
        : [],
    ),
  ];
}
