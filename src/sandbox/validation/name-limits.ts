import { Locale, type LocalizationMap } from "discord-api-types/v10";
import type { Problem } from "../rest/refusal.js";
import { problem } from "./form-errors.js";

/** @see https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const locales: readonly string[] = Object.values(Locale);

export type Translations = LocalizationMap | null | undefined;

/** The common fields of commands and options. */
export interface Named {
  readonly name?: string | undefined;
  readonly name_localizations?: Translations;
  readonly description?: string | null | undefined;
  readonly description_localizations?: Translations;
}

/** Names, in every translation, must be in lower case and of allowed characters. Locales must be known. */
export function nameProblems(named: Named, path: Problem["path"]): Problem[] {
  const translated = Object.entries(named.name_localizations ?? {});
  const names = [
    { at: [...path, "name"], name: named.name },
    ...translated.map(([locale, name]) => ({ at: [...path, "name_localizations", locale], name })),
  ];
  return [
    ...names.flatMap(({ at, name }) =>
      name && (!namePattern.test(name) || name !== name.toLowerCase())
        ? problem(at, "APPLICATION_COMMAND_INVALID_NAME")
        : [],
    ),
    ...unknownLocales(named.name_localizations, [...path, "name_localizations"]),
    ...unknownLocales(named.description_localizations, [...path, "description_localizations"]),
  ];
}

function unknownLocales(translations: Translations, path: Problem["path"]): Problem[] {
  return Object.keys(translations ?? {})
    .filter((locale) => !locales.includes(locale))
    .map((locale) => ({
      path: [...path, locale],
      code: "ENUM_TYPE_COERCE",
      message: `Value "${locale}" is not a valid enum value.`,
    }));
}
