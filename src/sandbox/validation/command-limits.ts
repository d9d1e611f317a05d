import type { CommandBody } from "discord-api-spec/zod";
import {
  type APIApplicationCommandOption,
  ApplicationCommandType,
  Locale,
  ApplicationCommandOptionType as T,
} from "discord-api-types/v10";
import type { Problem } from "../rest/refusal.js";

/** @see https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** Characters of names, descriptions and values of one command in all; the longest translation of each counts. */
const IN_ALL = 8000;
const CHOICE_VALUE = 100;
const LOCALES: readonly string[] = Object.values(Locale);

type Path = readonly (string | number)[];
type Translations = CommandBody["name_localizations"];

/** What the documentation forbids in a command and Discord's schema lets through. */
export function commandProblems(command: Partial<CommandBody>, path: Path = []): Problem[] {
  const isSlash = (command.type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;
  if (!isSlash) return [];
  const size = sizeOf(command);
  return [
    ...namesProblems(command, path),
    ...("name" in command && !command.description ? [required([...path, "description"])] : []),
    ...optionsProblems(command.options ?? [], [...path, "options"], 0),
    ...(size > IN_ALL
      ? [problem(path, "APPLICATION_COMMAND_TOO_LARGE", `Command exceeds maximum size (${IN_ALL})`)]
      : []),
  ];
}

/** Commands that go in together: each one's own problems, and names that come twice. */
export function commandListProblems(commands: readonly CommandBody[]): Problem[] {
  const seen = new Set<string>();
  return commands.flatMap((command, index) => {
    const key = `${command.type ?? 1} ${command.name}`;
    const twice = seen.has(key);
    seen.add(key);
    return [
      ...commandProblems(command, [index]),
      ...(twice
        ? [
            problem(
              [index, "name"],
              "APPLICATION_COMMANDS_DUPLICATE_NAME",
              "Application command names must be unique",
            ),
          ]
        : []),
    ];
  });
}

function namesProblems(
  named: { name?: string; name_localizations?: Translations; description_localizations?: Translations },
  path: Path,
): Problem[] {
  const names = [
    { at: [...path, "name"], name: named.name },
    ...Object.entries(named.name_localizations ?? {}).map(([locale, name]) => ({
      at: [...path, "name_localizations", locale],
      name,
    })),
  ];
  const locales = [
    ...unknownLocales(named.name_localizations, [...path, "name_localizations"]),
    ...unknownLocales(named.description_localizations, [...path, "description_localizations"]),
  ];
  return [
    ...locales,
    ...names.flatMap(({ at, name }) =>
      name && (!NAME.test(name) || name !== name.toLowerCase())
        ? [problem(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")]
        : [],
    ),
  ];
}

function unknownLocales(translations: Translations, path: Path): Problem[] {
  return Object.keys(translations ?? {}).flatMap((locale) =>
    LOCALES.includes(locale)
      ? []
      : [problem([...path, locale], "ENUM_TYPE_COERCE", `Value "${locale}" is not a valid enum value.`)],
  );
}

function optionsProblems(
  options: readonly APIApplicationCommandOption[],
  path: Path,
  depth: number,
): Problem[] {
  const problems: Problem[] = [];
  const names = new Set<string>();
  const nested = options.filter(isNested).length;
  if (nested > 0 && nested < options.length) {
    problems.push(
      problem(
        path,
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        "Sub-command and sub-command group option types are mutually exclusive to all other types",
      ),
    );
  }
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const at = [...path, index];
    if (names.has(option.name)) {
      problems.push(
        problem(
          [...at, "name"],
          "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
          "Option name already exists",
        ),
      );
    }
    names.add(option.name);
    if (option.required && optionalSeen) {
      problems.push(
        problem(
          at,
          "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
          "Required options must be placed before non-required options",
        ),
      );
    }
    optionalSeen ||= !option.required;
    problems.push(...namesProblems(option, at), ...oneOptionProblems(option, at, depth));
  }
  return problems;
}

function oneOptionProblems(option: APIApplicationCommandOption, path: Path, depth: number): Problem[] {
  if (!option.description) return [required([...path, "description"])];
  if (isNested(option)) {
    const tooDeep = option.type === T.SubcommandGroup ? depth > 0 : depth > 1;
    return tooDeep
      ? [
          problem(
            [...path, "type"],
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-commands can not be nested this deep",
          ),
        ]
      : optionsProblems(option.options ?? [], [...path, "options"], depth + 1);
  }
  if (!("choices" in option) || !option.choices) return [];
  const both = "autocomplete" in option && option.autocomplete && option.choices.length > 0;
  return [
    ...(both
      ? [
          problem(
            [...path, "autocomplete"],
            "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_INVALID",
            "Autocomplete is incompatible with choices",
          ),
        ]
      : []),
    ...option.choices.flatMap((choice, index) =>
      String(choice.value).length > CHOICE_VALUE
        ? [
            problem(
              [...path, "choices", index, "value"],
              "BASE_TYPE_MAX_LENGTH",
              `Must be ${CHOICE_VALUE} or fewer in length.`,
            ),
          ]
        : [],
    ),
  ];
}

function isNested(option: APIApplicationCommandOption) {
  return option.type === T.Subcommand || option.type === T.SubcommandGroup;
}

/** Characters of everything a command says, each text by its longest translation. */
function sizeOf(command: Partial<CommandBody>): number {
  const longest = (text: string | null | undefined, translations: Translations) =>
    Math.max(text?.length ?? 0, ...Object.values(translations ?? {}).map((other) => other?.length ?? 0));
  const own = (thing: Partial<CommandBody> | APIApplicationCommandOption) =>
    longest(thing.name, thing.name_localizations) +
    longest(thing.description, thing.description_localizations);
  const ofOptions = (options: readonly APIApplicationCommandOption[]): number =>
    options.reduce((sum, option) => {
      const nested = "options" in option ? ofOptions(option.options ?? []) : 0;
      const choices = "choices" in option ? (option.choices ?? []) : [];
      const chosen = choices.reduce(
        (total, choice) =>
          total + longest(choice.name, choice.name_localizations) + String(choice.value).length,
        0,
      );
      return sum + own(option) + nested + chosen;
    }, 0);
  return own(command) + ofOptions(command.options ?? []);
}

function required(path: Path): Problem {
  return problem(path, "BASE_TYPE_REQUIRED", "This field is required");
}

function problem(path: Path, code: string, message: string): Problem {
  return { path, code, message };
}
