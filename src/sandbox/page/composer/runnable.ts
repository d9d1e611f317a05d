import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
} from "discord-api-types/v10";

/** What a person can run: a command, or one of a command's subcommands. */
export interface Runnable {
  /** As it is typed after the slash: `search`, `lists add`. */
  readonly path: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
}

/** Discord's number for a slash command, and for a subcommand and a group of them among options. */
const slashCommand = 1;
const subcommand = 1;
const subcommandGroup = 2;

/** All that the picker offers, in the order of the commands. */
export function listRunnables(commands: readonly APIApplicationCommand[]): Runnable[] {
  return commands
    .filter(({ type }) => type === slashCommand)
    .flatMap(({ name, description, options = [] }) => unfold(name, description, options));
}

function unfold(
  path: string,
  description: string,
  options: readonly APIApplicationCommandOption[],
): Runnable[] {
  const own: APIApplicationCommandBasicOption[] = [];
  const below: Runnable[] = [];
  for (const option of options) {
    if (option.type === subcommand || option.type === subcommandGroup)
      below.push(...unfold(`${path} ${option.name}`, option.description, option.options ?? []));
    else own.push(option);
  }
  return below.length > 0 ? below : [{ path, description, options: own }];
}
