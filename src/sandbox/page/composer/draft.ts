import type { APIApplicationCommandBasicOption } from "discord-api-types/v10";
import type { Choice } from "../../protocol.js";
import type { Runnable } from "./runnable.js";
import { splitTyped } from "./split-typed.js";

/** A command being typed: the text of each option, and the active option. */
export interface Draft {
  readonly command: Runnable;
  readonly fields: Readonly<Record<string, Field>>;
  /** The name of the active option; undefined if the command has no options. */
  readonly active: string | undefined;
  /** The number of failed tries to run it. Missing options are marked only after the first. */
  readonly tries: number;
}

export interface Field {
  readonly text: string;
  /** The picked choice with this text as its name. The bot gets its value. */
  readonly picked?: Choice;
}

/** An empty draft with the first option active. */
export function startDraft(command: Runnable): Draft {
  return { command, fields: {}, active: command.options[0]?.name, tries: 0 };
}

export function fieldOf(draft: Draft, name: string): Field {
  return draft.fields[name] ?? { text: "" };
}

/** The draft with this text in an option. `year:2023` in the text goes to the option of that name. */
export function typeInto(draft: Draft, name: string, text: string): Draft {
  const pieces = splitTyped(text, draft.command.options, name);
  const fields = Object.fromEntries(pieces.map((piece) => [piece.option, { text: piece.text }]));
  // If all of the text belongs to other options, this one is empty.
  return {
    ...draft,
    fields: { ...draft.fields, [name]: { text: "" }, ...fields },
    active: pieces.at(-1)?.option ?? name,
  };
}

export function pickChoice(draft: Draft, name: string, choice: Choice): Draft {
  return { ...draft, fields: { ...draft.fields, [name]: { text: choice.name, picked: choice } } };
}

/** The draft without an option's text, and with the previous option active. */
export function dropField(draft: Draft, name: string): Draft {
  const { [name]: _, ...fields } = draft.fields;
  const shown = shownOptions(draft);
  const before = shown[shown.findIndex((option) => option.name === name) - 1];
  return { ...draft, fields, active: before?.name ?? name };
}

/** The options shown as fields: required, filled or active ones. */
export function shownOptions(draft: Draft): APIApplicationCommandBasicOption[] {
  return draft.command.options.filter(
    ({ name, required }) => required || name === draft.active || fieldOf(draft, name).text !== "",
  );
}

/** The first required option without text. */
export function nextRequired(draft: Draft): string | undefined {
  return draft.command.options.find(({ name, required }) => required && fieldOf(draft, name).text === "")
    ?.name;
}

/**
 * Parses a complete command: `/search vit`, `/search query:vit year:2023`. Text without an option's name goes to the
 * first option. Undefined if no command matches, or the name may continue: `/list` may become `/lists`.
 */
export function readTyped(text: string, runnables: readonly Runnable[]): Draft | undefined {
  const command = runnables
    .filter(({ path }) => text.startsWith(`/${path} `))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (!command) return undefined;
  const draft = startDraft(command);
  const rest = text.slice(command.path.length + 2);
  return draft.active === undefined || rest === "" ? draft : typeInto(draft, draft.active, rest);
}

/** The draft after a failed try to run it, with the option that has the problem active. */
export function withFailedTry(draft: Draft, wrong: string): Draft {
  return { ...draft, active: wrong, tries: draft.tries + 1 };
}

/** The command as typed text. */
export function writeTyped(command: string, values: Readonly<Record<string, unknown>>): string {
  return [`/${command}`, ...Object.entries(values).map(([name, value]) => `${name}:${value}`)].join(" ");
}
