import type { APIApplicationCommandBasicOption } from "discord-api-types/v10";
import type { Choice } from "../../protocol.js";
import type { Runnable } from "./runnable.js";
import { splitTyped } from "./split-typed.js";

/** A command being typed: what stands in each of its options, and which one is being typed into. */
export interface Draft {
  readonly command: Runnable;
  readonly fields: Readonly<Record<string, Field>>;
  /** The name of an option; none for a command without options. */
  readonly active: string | undefined;
  /** How often it failed to run: before the first time, what was not typed yet is not shown as wrong. */
  readonly tries: number;
}

export interface Field {
  readonly text: string;
  /** The choice that the text is the name of, where one was picked: its value is what the bot gets. */
  readonly picked?: Choice;
}

/** A command just picked, with the first of its options to be typed into. */
export function startDraft(command: Runnable): Draft {
  return { command, fields: {}, active: command.options[0]?.name, tries: 0 };
}

/** What stands in an option: empty where nothing was typed. */
export function fieldOf(draft: Draft, name: string): Field {
  return draft.fields[name] ?? { text: "" };
}

/** The draft with this text in an option. `year:2023` typed or pasted in it goes to the option of that name. */
export function typeInto(draft: Draft, name: string, text: string): Draft {
  const pieces = splitTyped(text, draft.command.options, name);
  const fields = Object.fromEntries(pieces.map((piece) => [piece.option, { text: piece.text }]));
  // Where all of the text went to others, nothing of it stays here.
  return {
    ...draft,
    fields: { ...draft.fields, [name]: { text: "" }, ...fields },
    active: pieces.at(-1)?.option ?? name,
  };
}

/** The draft with a choice picked for an option. */
export function pickChoice(draft: Draft, name: string, choice: Choice): Draft {
  return { ...draft, fields: { ...draft.fields, [name]: { text: choice.name, picked: choice } } };
}

/** The draft with an option emptied, and the one before it to be typed into. */
export function dropField(draft: Draft, name: string): Draft {
  const { [name]: _, ...fields } = draft.fields;
  const shown = shownOptions(draft);
  const before = shown[shown.findIndex((option) => option.name === name) - 1];
  return { ...draft, fields, active: before?.name ?? name };
}

/** The options that show as fields: required, filled or being typed into. The others wait to be asked for. */
export function shownOptions(draft: Draft): APIApplicationCommandBasicOption[] {
  return draft.command.options.filter(
    ({ name, required }) => required || name === draft.active || fieldOf(draft, name).text !== "",
  );
}

/** The option after this one that a person must still fill in, if there is one. */
export function nextRequired(draft: Draft): string | undefined {
  return draft.command.options.find(({ name, required }) => required && fieldOf(draft, name).text === "")
    ?.name;
}

/**
 * Reads a command typed whole: `/search vit`, `/search query:vit year:2023`. Text without an option's name goes to the
 * first option. Undefined where it names no command, or is not known to be finished: `/list` may become `/lists`.
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

/** The draft after a try to run it that failed for this option: that is where to type now. */
export function withFailedTry(draft: Draft, wrong: string): Draft {
  return { ...draft, active: wrong, tries: draft.tries + 1 };
}

/** The draft as it would be typed: for the record, and to go back to plain text. */
export function writeTyped(command: string, values: Readonly<Record<string, unknown>>): string {
  return [`/${command}`, ...Object.entries(values).map(([name, value]) => `${name}:${value}`)].join(" ");
}
