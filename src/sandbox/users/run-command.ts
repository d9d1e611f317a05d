import { ApplicationCommandType, InteractionType } from "discord-api-types/v10";
import type { Answer, Choice, OptionValue } from "../protocol.js";
import type { SandboxServices } from "../services.js";
import type { Account, Channel } from "../world/entities.js";
import { ActionError } from "./action-error.js";
import { commandData } from "./command-data.js";
import { answerOf, sendAction } from "./send-action.js";
import { usableCommands } from "./usable-commands.js";

type Values = Readonly<Record<string, OptionValue>>;

/** A command as typed by a person. */
export interface TypedCommand {
  readonly person: Account;
  readonly channel: Channel;
  /** The command with its subcommand, with or without a slash: `lists add`. */
  readonly line: string;
  readonly values: Values;
}

export async function runCommand(services: SandboxServices, typed: TypedCommand): Promise<Answer> {
  const { person, channel, values } = typed;
  const { command, path } = findCommand(services, typed);
  const data = commandData(services, person, { command, path, values });
  const commandName = [command.name, ...path].join(" ");
  return answerOf(
    sendAction(services, { person, channel, type: InteractionType.ApplicationCommand, data, commandName }),
  );
}

/** The bot's suggestions for the option `focused`. */
export async function suggest(
  services: SandboxServices,
  typed: TypedCommand,
  focused: string,
): Promise<Choice[]> {
  const { person, channel, values } = typed;
  const data = commandData(services, person, { ...findCommand(services, typed), values, focused });
  const outcome = await sendAction(services, {
    person,
    channel,
    type: InteractionType.ApplicationCommandAutocomplete,
    data,
  });
  if (outcome.kind !== "choices") throw new ActionError("Loading options failed");
  return outcome.choices;
}

function findCommand(services: SandboxServices, { person, channel, line }: TypedCommand) {
  const [name = "", ...path] = line.replace(/^\//, "").split(/\s+/);
  const command = usableCommands(services, person, channel).find(
    (one) => one.type === ApplicationCommandType.ChatInput && one.name === name,
  );
  if (!command) throw new ActionError(`${person.name} has no command /${name} in ${channel.name}.`);
  return { command, path };
}
