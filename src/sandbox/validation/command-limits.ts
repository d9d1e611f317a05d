import type { CommandBody } from "discord-api-spec/zod";
import { ApplicationCommandType } from "discord-api-types/v10";
import type { Problem } from "../rest/refusal.js";
import { commandSize } from "./command-size.js";
import { problem, problemsWhere } from "./form-errors.js";
import { nameProblems } from "./name-limits.js";
import { optionsProblems } from "./option-limits.js";

/** Characters of all names, descriptions and values. */
const maxCommandSize = 8000;

/** Documented limits of commands that Discord's schema does not check. */
export function commandProblems(command: Partial<CommandBody>, path: Problem["path"] = []): Problem[] {
  const type = command.type ?? ApplicationCommandType.ChatInput;
  if (type !== ApplicationCommandType.ChatInput) return [];
  const lacksDescription = command.name !== undefined && !command.description;
  return [
    ...nameProblems(command, path),
    ...optionsProblems(command.options ?? [], [...path, "options"], 0),
    ...problemsWhere(
      [lacksDescription, problem([...path, "description"], "BASE_TYPE_REQUIRED")],
      [commandSize(command) > maxCommandSize, problem(path, "APPLICATION_COMMAND_TOO_LARGE")],
    ),
  ];
}

/** The problems of each command, and duplicate names. */
export function commandListProblems(commands: readonly CommandBody[]): Problem[] {
  const keys = commands.map(({ name, type }) => `${type ?? ApplicationCommandType.ChatInput} ${name}`);
  return commands.flatMap((command, index) => [
    ...commandProblems(command, [index]),
    ...problemsWhere([
      keys.indexOf(`${keys[index]}`) < index,
      problem([index, "name"], "APPLICATION_COMMANDS_DUPLICATE_NAME"),
    ]),
  ]);
}
