import type { CommandBody } from "discord-api-spec/zod";
import type { APIApplicationCommandOption } from "discord-api-types/v10";
import type { Named, Translations } from "./name-limits.js";

/** Characters of all names, descriptions and values. Of translated texts, the longest counts. */
export function commandSize(command: Partial<CommandBody>): number {
  return namedSize(command) + sum(command.options ?? [], optionSize);
}

function optionSize(option: APIApplicationCommandOption): number {
  const nested = "options" in option ? (option.options ?? []) : [];
  const choices = "choices" in option ? (option.choices ?? []) : [];
  return (
    namedSize(option) +
    sum<APIApplicationCommandOption>(nested, optionSize) +
    sum<(typeof choices)[number]>(
      choices,
      ({ name, name_localizations, value }) => longest(name, name_localizations) + String(value).length,
    )
  );
}

function namedSize(named: Named): number {
  return (
    longest(named.name, named.name_localizations) +
    longest(named.description, named.description_localizations)
  );
}

function longest(text: string | null | undefined, translations: Translations): number {
  return Math.max(text?.length ?? 0, ...Object.values(translations ?? {}).map((other) => other?.length ?? 0));
}

function sum<T>(things: readonly T[], sizeOf: (thing: T) => number): number {
  return things.reduce((total, thing) => total + sizeOf(thing), 0);
}
