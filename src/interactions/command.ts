import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import { type CommandAudience, needsManageServer } from "./audience.js";
import { type Choice, clampChoices, type Option, type OptionInput, type Typed } from "./option.js";
import type { Answer } from "./view.js";

type Options<Context> = Readonly<Record<string, Option<unknown, Context>>>;

/** The values that a command's `run` gets: each option's own type. */
type ArgumentsOf<O> = {
  readonly [Name in keyof O]: O[Name] extends Option<infer Value, never> ? Value : never;
};

interface Declaration<Context, O extends Options<Context>> {
  readonly name: string;
  /** At most 100 characters, in the picker and in the README. */
  readonly description: string;
  readonly options: O;
  /** @default "everyone" */
  readonly for?: CommandAudience;
  /** Whether running it with these options changes something. @default never */
  readonly changes?: (args: ArgumentsOf<O>) => boolean;
  readonly run: (args: ArgumentsOf<O>, context: Context) => Answer | Promise<Answer>;
}

/** A command as registration, the router, the README and the tests see it. */
export interface Command<Context> {
  readonly name: string;
  readonly description: string;
  readonly for: CommandAudience;
  /** The body that registers it. */
  readonly json: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Of several processes that hear of one interaction, one executes it where it changes something. */
  readonly changes: (inputs: ReadonlyMap<string, OptionInput>) => boolean;
  readonly execute: (inputs: ReadonlyMap<string, OptionInput>, context: Context) => Answer | Promise<Answer>;
  readonly suggest: (option: string, typed: Typed, context: Context) => Choice[];
}

/**
 * Declares a command: data, options and behaviour in one literal. `run` gets the options' values, already read and
 * typed. Required options come first, as Discord demands.
 */
export function defineCommand<Context, const O extends Options<Context>>(
  declaration: Declaration<Context, O>,
): Command<Context> {
  const { name, description, options, changes, run } = declaration;
  const audience = declaration.for ?? "everyone";
  const everywhere = audience === "everyone";
  const listed = Object.entries(options).sort(([, a], [, b]) => Number(b.required) - Number(a.required));
  return {
    name,
    description,
    for: audience,
    json: {
      type: ApplicationCommandType.ChatInput,
      name,
      description,
      options: listed.map(([name, { json, required }]) => ({ ...json, name, required })),
      integration_types: everywhere
        ? [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall]
        : [ApplicationIntegrationType.GuildInstall],
      contexts: everywhere
        ? [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel]
        : [InteractionContextType.Guild],
      default_member_permissions: needsManageServer(audience)
        ? String(PermissionFlagsBits.ManageGuild)
        : null,
    },
    changes: (inputs) => changes?.(readArguments(options, inputs)) ?? false,
    execute: (inputs, context) => run(readArguments(options, inputs), context),
    suggest(focused, typed, context) {
      const suggest = options[focused]?.suggest;
      return suggest ? clampChoices(suggest(String(typed[focused] ?? ""), context, typed)) : [];
    },
  };
}

function readArguments<O extends Readonly<Record<string, Pick<Option<unknown, never>, "read">>>>(
  options: O,
  inputs: ReadonlyMap<string, OptionInput>,
): ArgumentsOf<O> {
  const values = Object.entries(options).map(([name, option]) => [
    name,
    option.read(inputs.get(name)?.value, name),
  ]);
  // Each value was read by the option of its own name, which is what ArgumentsOf says and entries cannot.
  return Object.fromEntries(values) as ArgumentsOf<O>;
}

/** {@link defineCommand} for the commands of one bot, which share a context. */
export type DefineCommand<Context> = <const O extends Options<Context>>(
  declaration: Declaration<Context, O>,
) => Command<Context>;
