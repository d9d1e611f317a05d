import { ComponentType as C } from "discord-api-types/v10";
import { type AnyComponent, type LocatedComponent, walk } from "../messages/components.js";
import type { Problem } from "../rest/refusal.js";
import { buttonProblems } from "./button-limits.js";
import { notBetween, problem, problemsWhere } from "./form-errors.js";
import { isSelect, selectProblems } from "./select-limits.js";

/** Components of a message, including nested ones. */
const maxComponents = 40;
/** Characters of all text displays of a message. */
const maxTextLength = 4000;
/** Rows of a message without Components V2. */
const maxLegacyRows = 5;
const maxButtonsInRow = 5;

/** Documented limits of a message's components that Discord's schema does not check. */
export function componentProblems(components: readonly unknown[], v2: boolean): Problem[] {
  const located = walk(components);
  const text = textsOf(located).reduce((sum, one) => sum + one.length, 0);
  return [
    ...problemsWhere(
      [
        v2 && located.length > maxComponents,
        problem(["components"], "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"),
      ],
      [text > maxTextLength, problem(["components"], "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED")],
    ),
    ...(v2 ? [] : legacyProblems(located)),
    ...duplicateProblems(located),
    ...located.flatMap(({ component, path }) => componentOwnProblems(component, path)),
  ];
}

/** As counted for Discord's undocumented limit: UTF-8 bytes, plus 12 for each text display. */
export function componentTextBytes(components: readonly unknown[]): number {
  return textsOf(walk(components)).reduce((sum, text) => sum + Buffer.byteLength(text) + 12, 0);
}

function textsOf(located: readonly LocatedComponent[]): string[] {
  return located.flatMap(({ component }) =>
    component.type === C.TextDisplay ? (component.content ?? "") : [],
  );
}

/** Without Components V2, only action rows are allowed. */
function legacyProblems(located: readonly LocatedComponent[]): Problem[] {
  const rows = located.filter(({ path }) => path.length === 2);
  return [
    ...rows
      .filter(({ component }) => component.type !== C.ActionRow)
      .map(({ path }) => problem([...path, "type"], "UNION_TYPE_CHOICES")),
    ...problemsWhere([rows.length > maxLegacyRows, notBetween(["components"], 1, maxLegacyRows)]),
  ];
}

function duplicateProblems(located: readonly LocatedComponent[]): Problem[] {
  const customIds = new Set<string | undefined>();
  const ids = new Set<number | undefined>();
  return located.flatMap(({ component: { custom_id, id }, path }) => {
    const problems = problemsWhere(
      [customIds.has(custom_id), problem([...path, "custom_id"], "COMPONENT_CUSTOM_ID_DUPLICATED")],
      [ids.has(id), problem([...path, "id"], "COMPONENT_ID_DUPLICATED")],
    );
    if (custom_id !== undefined) customIds.add(custom_id);
    // 0 means no id.
    if (id) ids.add(id);
    return problems;
  });
}

function componentOwnProblems(component: AnyComponent, path: LocatedComponent["path"]): Problem[] {
  if (component.type === C.Button) return buttonProblems(component, path);
  if (component.type === C.ActionRow) return rowProblems(component, path);
  return isSelect(component) ? selectProblems(component, path) : [];
}

/** At most five buttons, or one menu. */
function rowProblems({ components = [] }: AnyComponent, path: LocatedComponent["path"]): Problem[] {
  const at = [...path, "components"];
  return components.some(isSelect)
    ? problemsWhere([components.length > 1, problem(at, "COMPONENT_LAYOUT_WIDTH_EXCEEDED")])
    : problemsWhere([components.length > maxButtonsInRow, notBetween(at, 1, maxButtonsInRow)]);
}
