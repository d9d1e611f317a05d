import type { MessageComponentInteraction, ModalSubmitInteraction } from "discord.js";
import type { CommandAudience } from "./audience.js";
import type { Path } from "./path.js";
import type { Answer } from "./view.js";

/** What was entered with a press, a choice or a form, beside the path. */
export interface Input {
  /** The id of the press, choice or submission: the same on every process that hears of it. */
  readonly press: string;
  /** The id of the message with the button or menu; empty where there is none. */
  readonly message: string;
  /** The values chosen in a menu. */
  readonly picked: readonly string[];
  /** The values of a form's fields, by the fields' names. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

export const noInput: Input = { press: "", message: "", picked: [], fields: new Map() };

/** What was picked from a menu, or filled into a form. */
export function inputOf(interaction: MessageComponentInteraction | ModalSubmitInteraction): Input {
  const none = { ...noInput, press: interaction.id, message: interaction.message?.id ?? "" };
  if (interaction.isStringSelectMenu()) return { ...none, picked: interaction.values };
  if (!interaction.isModalSubmit()) return none;
  const fields = interaction.fields.fields.map((field): [string, readonly string[]] => {
    if ("values" in field) return [field.customId, field.values];
    return [field.customId, "value" in field && typeof field.value === "string" ? [field.value] : []];
  });
  return { ...none, fields: new Map(fields) };
}

/** What is shown at a path. */
export interface Route<Context> {
  readonly name: string;
  readonly for: CommandAudience;
  /** Whether it changes something. Of several processes that hear of one press, one opens such a route. */
  readonly changes: boolean;
  /** `null` where the parameters after the name cannot be read. */
  readonly open: (written: string, context: Context, input: Input) => Answer | Promise<Answer> | null;
}

type Show<Values, Context> = (values: Values, context: Context, input: Input) => Answer | Promise<Answer>;

/** Joins a path with what is shown there. */
export function route<Values, Context>(
  path: Path<Values>,
  show: Show<Values, Context>,
  audience: CommandAudience = "everyone",
): Route<Context> {
  return {
    name: path.name,
    for: audience,
    changes: false,
    open(written, context, input) {
      const values = path.read(written);
      return values === undefined ? null : show(values, context, input);
    },
  };
}

/** A route that changes something, and shows what has become of it. */
export function action<Values, Context>(
  path: Path<Values>,
  act: Show<Values, Context>,
  audience?: CommandAudience,
): Route<Context> {
  return { ...route(path, act, audience), changes: true };
}

/** The routes by name. @throws where two have the same one: half of their buttons would lead elsewhere. */
export function routeTable<Context>(routes: readonly Route<Context>[]): ReadonlyMap<string, Route<Context>> {
  const byName = new Map<string, Route<Context>>();
  for (const route of routes) {
    if (byName.has(route.name)) throw new Error(`Two routes are called ${route.name}`);
    byName.set(route.name, route);
  }
  return byName;
}

/** {@link route} or {@link action} for the routes of one bot, which share a context. */
export type DefineRoute<Context> = <Values>(
  path: Path<Values>,
  show: Show<Values, Context>,
  audience?: CommandAudience,
) => Route<Context>;
