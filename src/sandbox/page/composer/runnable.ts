import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
} from "discord-api-types/v10";

/** A command or subcommand that a person can run. */
export interface Runnable {
  /** As typed after the slash: `search`, `lists add`. */
  readonly path: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
}

/** Discord's command type for slash commands, and option types for subcommands and their groups. */
const slashCommand = 1;
const subcommand = 1;
const subcommandGroup = 2;

/** The entries of the picker, in the order of the commands. */
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
