import type { CommandBody } from "discord-api-spec/zod";
import { ApplicationCommandType } from "discord-api-types/v10";
import type { Problem } from "../rest/refusal.js";
import { commandSize } from "./command-size.js";
import { problem, problemsWhere } from "./form-errors.js";
import { nameProblems } from "./name-limits.js";
import { optionsProblems } from "./option-limits.js";

/** Characters of all names, descriptions and values. */
const maxCommandSize = 8000;

const contextMenuName = /^[-_' \p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Documented limits of commands that Discord's schema does not check. */
export function commandProblems(command: Partial<CommandBody>, path: Problem["path"] = []): Problem[] {
  const type = command.type ?? ApplicationCommandType.ChatInput;
  if (type !== ApplicationCommandType.ChatInput) return contextMenuProblems(command, path);
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

/** Commands of messages and people have a name that may have capitals and spaces, and nothing else. */
function contextMenuProblems(command: Partial<CommandBody>, path: Problem["path"]): Problem[] {
  const { name, description, options } = command;
  return problemsWhere(
    [
      name !== undefined && !contextMenuName.test(name),
      problem([...path, "name"], "APPLICATION_COMMAND_INVALID_NAME"),
    ],
    [Boolean(description), problem([...path, "description"], "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION")],
    [(options ?? []).length > 0, problem([...path, "options"], "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS")],
  );
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
