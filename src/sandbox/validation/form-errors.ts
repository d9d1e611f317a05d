import type { Problem } from "../rest/refusal.js";

type Path = Problem["path"];

/** Discord's messages for invalid fields, by code. */
const formErrors = {
  BASE_TYPE_REQUIRED: "This field is required",
  APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_INVALID: "Autocomplete is incompatible with choices",
  APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION: "Context menu commands cannot have description",
  APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS: "Context menu commands cannot have options",
  APPLICATION_COMMAND_INVALID_NAME: "Command name is invalid",
  APPLICATION_COMMANDS_DUPLICATE_NAME: "Application command names must be unique",
  APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS: "Option name already exists",
  APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID: "Required options must be placed before non-required options",
  APPLICATION_COMMAND_OPTIONS_TYPE_INVALID:
    "Sub-commands cannot be mixed with other options, and belong in a command or a group of it",
  APPLICATION_COMMAND_TOO_LARGE: "Command exceeds maximum size (8000)",
  BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE: "A custom id and url cannot both be specified",
  BUTTON_COMPONENT_INVALID_URL: "Only link buttons have a url",
  BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED: "A button must have a label or an emoji",
  COMPONENT_CUSTOM_ID_DUPLICATED: "Component custom id cannot be duplicated",
  COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED: "Total size of displayable text exceeds the maximum size of 4000",
  COMPONENT_ID_DUPLICATED: "Component id cannot be duplicated",
  COMPONENT_LAYOUT_WIDTH_EXCEEDED: "The specified component exceeds the maximum width",
  COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED: "The maximum number of components (40) was exceeded",
  MAX_EMBED_SIZE_EXCEEDED: "Embed size exceeds maximum size of 6000",
  SELECT_COMPONENT_MAX_VALUES_EXCEED_OPTIONS: "max_values must not exceed the number of options",
  SELECT_COMPONENT_MIN_EXCEEDS_MAX: "min_values must not exceed max_values",
  SELECT_COMPONENT_OPTION_VALUE_DUPLICATED: "The specified option value is already used",
  UNION_TYPE_CHOICES: 'Value of field "type" must be one of (1,).',
  URL_TYPE_INVALID_SCHEME: "Scheme must be one of ('http', 'https', 'discord').",
} as const satisfies Record<string, string>;

export function problem(path: Path, code: keyof typeof formErrors): Problem {
  return { path, code, message: formErrors[code] };
}

/** Longer than `max` characters or items. */
export function tooLong(path: Path, max: number): Problem {
  return { path, code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${max} or fewer in length.` };
}

export function notBetween(path: Path, min: number, max: number): Problem {
  return { path, code: "BASE_TYPE_BAD_LENGTH", message: `Must be between ${min} and ${max} in length.` };
}

/** The problems whose condition is true. */
export function problemsWhere(...rules: readonly (readonly [holds: boolean, problem: Problem])[]): Problem[] {
  return rules.flatMap(([holds, problem]) => (holds ? problem : []));
}
