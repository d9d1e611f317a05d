import { InteractionType } from "discord-api-types/v10";
import type { House } from "../house.js";
import type { Answer, Choice, OptionValue } from "../protocol.js";
import type { Account, Channel } from "../world/entities.js";
import { act, answerTo } from "./act.js";
import { Cannot } from "./cannot.js";
import { commandData } from "./command-data.js";
import { usableCommands } from "./usable-commands.js";

type Values = Readonly<Record<string, OptionValue>>;

/** What a person types: `/lists add` and the values of its options. */
export interface TypedCommand {
  readonly person: Account;
  readonly channel: Channel;
  /** The command with its parts, with or without the slash: `lists add`. */
  readonly line: string;
  readonly values: Values;
}

export async function runCommand(house: House, typed: TypedCommand): Promise<Answer> {
  const { person, channel, values } = typed;
  const { command, path } = findCommand(house, typed);
  const data = commandData(house, person, { command, path, values });
  const commandName = [command.name, ...path].join(" ");
  return answerTo(
    act(house, { person, channel, type: InteractionType.ApplicationCommand, data, commandName }),
  );
}

/** What the bot suggests for the option `focused`. */
export async function suggest(house: House, typed: TypedCommand, focused: string): Promise<Choice[]> {
  const { person, channel, values } = typed;
  const data = commandData(house, person, { ...findCommand(house, typed), values, focused });
  const outcome = await act(house, {
    person,
    channel,
    type: InteractionType.ApplicationCommandAutocomplete,
    data,
  });
  if (outcome.kind !== "choices") throw new Cannot("Loading options failed");
  return outcome.choices;
}

function findCommand(house: House, { person, channel, line }: TypedCommand) {
  const [name = "", ...path] = line.replace(/^\//, "").split(/\s+/);
  const command = usableCommands(house, person, channel).find((one) => one.name === name);
  if (!command) throw new Cannot(`${person.name} has no command /${name} in ${channel.name}.`);
  return { command, path };
}
