import { ButtonStyle, ComponentType as C } from "discord-api-types/v10";
import { type AnyComponent, type Placed, walk } from "../messages/components.js";
import type { Problem } from "../rest/refusal.js";

/** Components of a message in all, those within others counted. */
const IN_ALL = 40;
/** Characters over all text displays of a message. */
const TEXT = 4000;
/** Rows of a message without Components V2. */
const LEGACY_ROWS = 5;
const BUTTONS_IN_ROW = 5;

const SELECTS: readonly number[] = [
  C.StringSelect,
  C.UserSelect,
  C.RoleSelect,
  C.MentionableSelect,
  C.ChannelSelect,
];

/** What the documentation forbids in the components of a message and Discord's schema lets through. */
export function componentProblems(components: readonly unknown[], v2: boolean): Problem[] {
  const placed = [...walk(components)];
  return [
    ...totalProblems(placed, v2),
    ...(v2 ? [] : legacyProblems(components)),
    ...duplicateProblems(placed),
    ...placed.flatMap(({ component, path }) => oneProblem(component, path)),
  ];
}

/** As Discord counts them for its undocumented limit: UTF-8 bytes, and 12 for each text display. */
export function componentTextBytes(components: readonly unknown[]): number {
  return textsOf([...walk(components)]).reduce((sum, text) => sum + Buffer.byteLength(text) + 12, 0);
}

function textsOf(placed: readonly Placed[]): string[] {
  return placed.flatMap(({ component }) =>
    component.type === C.TextDisplay ? [component.content ?? ""] : [],
  );
}

function totalProblems(placed: readonly Placed[], v2: boolean): Problem[] {
  const problems: Problem[] = [];
  if (v2 && placed.length > IN_ALL) {
    problems.push(
      problem(
        ["components"],
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
        `The maximum number of components (${IN_ALL}) was exceeded`,
      ),
    );
  }
  if (textsOf(placed).reduce((sum, text) => sum + text.length, 0) > TEXT) {
    problems.push(
      problem(
        ["components"],
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        `Total size of displayable text exceeds the maximum size of ${TEXT}`,
      ),
    );
  }
  return problems;
}

function legacyProblems(components: readonly unknown[]): Problem[] {
  const rows = [...walk(components)].filter(({ path }) => path.length === 2);
  const strange = rows.filter(({ component }) => component.type !== C.ActionRow);
  return [
    ...strange.map(({ path }) =>
      problem([...path, "type"], "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).'),
    ),
    ...(rows.length > LEGACY_ROWS
      ? [problem(["components"], "BASE_TYPE_BAD_LENGTH", `Must be between 1 and ${LEGACY_ROWS} in length.`)]
      : []),
  ];
}

function duplicateProblems(placed: readonly Placed[]): Problem[] {
  const seen = { custom_id: new Set<string | number>(), id: new Set<string | number>() };
  return placed.flatMap(({ component, path }): Problem[] => {
    const problems: Problem[] = [];
    if (component.custom_id !== undefined && seen.custom_id.has(component.custom_id)) {
      problems.push(
        problem(
          [...path, "custom_id"],
          "COMPONENT_CUSTOM_ID_DUPLICATED",
          "Component custom id cannot be duplicated",
        ),
      );
    }
    if (component.id && seen.id.has(component.id)) {
      problems.push(problem([...path, "id"], "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated"));
    }
    if (component.custom_id !== undefined) seen.custom_id.add(component.custom_id);
    if (component.id) seen.id.add(component.id);
    return problems;
  });
}

function oneProblem(component: AnyComponent, path: Placed["path"]): Problem[] {
  if (component.type === C.Button) return buttonProblems(component, path);
  if (component.type === C.ActionRow) return rowProblems(component, path);
  if (SELECTS.includes(component.type)) return selectProblems(component, path);
  return [];
}

function buttonProblems(
  button: AnyComponent & { style?: number; url?: string; emoji?: unknown; sku_id?: string },
  path: Placed["path"],
): Problem[] {
  const problems: Problem[] = [];
  const has = { custom_id: Boolean(button.custom_id), url: Boolean(button.url) };
  const isLink = button.style === ButtonStyle.Link;
  if (button.style === ButtonStyle.Premium) return [];
  if (isLink && !has.url) problems.push(required([...path, "url"]));
  if (!isLink && !has.custom_id) problems.push(required([...path, "custom_id"]));
  if (has.url && has.custom_id) {
    problems.push(
      problem(
        path,
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        "A custom id and url cannot both be specified",
      ),
    );
  }
  if (!isLink && has.url)
    problems.push(problem([...path, "url"], "BUTTON_COMPONENT_INVALID_URL", "Only link buttons have a url"));
  if (isLink && has.url && !/^(https?|discord):\/\//.test(button.url ?? "")) {
    problems.push(
      problem(
        [...path, "url"],
        "URL_TYPE_INVALID_SCHEME",
        "Scheme must be one of ('http', 'https', 'discord').",
      ),
    );
  }
  if (!button.label && !button.emoji) {
    problems.push(
      problem(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button must have a label or an emoji"),
    );
  }
  return problems;
}

function rowProblems(row: AnyComponent, path: Placed["path"]): Problem[] {
  const children = row.components ?? [];
  const selects = children.filter((child) => SELECTS.includes(child.type)).length;
  if (selects > 0 && children.length > 1) {
    return [
      problem(
        [...path, "components"],
        "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        `The specified component exceeds the maximum width`,
      ),
    ];
  }
  return children.length > BUTTONS_IN_ROW
    ? [
        problem(
          [...path, "components"],
          "BASE_TYPE_BAD_LENGTH",
          `Must be between 1 and ${BUTTONS_IN_ROW} in length.`,
        ),
      ]
    : [];
}

function selectProblems(select: AnyComponent, path: Placed["path"]): Problem[] {
  const { options, min_values: min = 1, max_values: max = 1 } = select;
  const problems: Problem[] = [];
  if (min > max)
    problems.push(
      problem([...path, "min_values"], "BASE_TYPE_MAX_LENGTH", "min_values must not exceed max_values."),
    );
  if (!options) return problems;
  if (options.length < 1 || options.length > 25) {
    problems.push(
      problem([...path, "options"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length."),
    );
  }
  if (max > options.length) {
    problems.push(
      problem(
        [...path, "max_values"],
        "SELECT_COMPONENT_MAX_VALUES_EXCEED_OPTIONS",
        "max_values must not exceed the number of options.",
      ),
    );
  }
  const values = new Set<string>();
  for (const [index, { value }] of options.entries()) {
    if (values.has(value)) {
      problems.push(
        problem(
          [...path, "options", index, "value"],
          "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
          "The specified option value is already used",
        ),
      );
    }
    values.add(value);
  }
  return problems;
}

function required(path: Placed["path"]): Problem {
  return problem(path, "BASE_TYPE_REQUIRED", "This field is required");
}

function problem(path: Placed["path"], code: string, message: string): Problem {
  return { path, code, message };
}
