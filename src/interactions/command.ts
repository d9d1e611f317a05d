import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import type { Context } from "../views/context.js";
import { type CommandAudience, needsManageServer } from "./audience.js";
import { type Choice, clampChoices, type Option, type OptionInput, type Typed } from "./option.js";
import type { Route } from "./route.js";
import type { Answer } from "./view.js";

type Options = Readonly<Record<string, Option<unknown>>>;

/** The values that a command's `run` gets: each option's own type. */
type ArgumentsOf<O extends Options> = {
  readonly [Name in keyof O]: O[Name] extends Option<infer Value> ? Value : never;
};

interface Declaration<O extends Options> {
  readonly name: string;
  /** At most 100 characters, in the picker and in the README. */
  readonly description: string;
  readonly options: O;
  /** @default "everyone" */
  readonly for?: CommandAudience;
  readonly run: (args: ArgumentsOf<O>, context: Context) => Answer | Promise<Answer>;
  /** The places that the buttons and menus of its answers lead to. */
  readonly routes?: readonly Route[];
}

/** A command as registration, the router, the README and the tests see it. */
export interface Command {
  readonly name: string;
  readonly description: string;
  readonly for: CommandAudience;
  readonly routes: readonly Route[];
  /** What Discord is told of it. */
  readonly json: RESTPostAPIChatInputApplicationCommandsJSONBody;
  readonly execute: (inputs: ReadonlyMap<string, OptionInput>, context: Context) => Answer | Promise<Answer>;
  readonly suggest: (option: string, typed: Typed, context: Context) => Choice[];
}

/**
 * Declares a command: data, options and behaviour in one literal. `run` gets the options' values, already read and
 * typed. Required options come first, as Discord wants.
 */
export function defineCommand<const O extends Options>(declaration: Declaration<O>): Command {
  const { name, description, options, run, routes = [] } = declaration;
  const audience = declaration.for ?? "everyone";
  const everywhere = audience === "everyone";
  const listed = Object.entries(options).sort(([, a], [, b]) => Number(b.required) - Number(a.required));
  return {
    name,
    description,
    for: audience,
    routes,
    json: {
      type: ApplicationCommandType.ChatInput,
      name,
      description,
      options: listed.map(([name, option]) => option.describe(name, option.required)),
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
    execute: (inputs, context) => run(readArguments(options, inputs), context),
    suggest(focused, typed, context) {
      const suggest = options[focused]?.suggest;
      return suggest ? clampChoices(suggest(String(typed[focused] ?? ""), context, typed)) : [];
    },
  };
}

function readArguments<O extends Options>(
  options: O,
  inputs: ReadonlyMap<string, OptionInput>,
): ArgumentsOf<O> {
  const values = Object.entries(options).map(([name, option]) => [name, option.read(inputs.get(name), name)]);
  // Each value was read by the option of its own name, which is what ArgumentsOf says and entries can not.
  return Object.fromEntries(values) as ArgumentsOf<O>;
}
