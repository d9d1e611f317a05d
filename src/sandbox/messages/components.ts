import type { APIMessageTopLevelComponent } from "discord-api-types/v10";

/** Any component, with the fields that several kinds share. */
export interface AnyComponent {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly content?: string;
  readonly disabled?: boolean;
  readonly components?: readonly AnyComponent[];
  readonly accessory?: AnyComponent;
  readonly component?: AnyComponent;
  readonly options?: readonly {
    readonly value: string;
    readonly label?: string;
    readonly default?: boolean;
  }[];
  readonly min_values?: number;
  readonly max_values?: number;
}

export interface LocatedComponent {
  readonly component: AnyComponent;
  readonly path: readonly (string | number)[];
}

/** All components with their paths in the body, each before its children: the order in which Discord counts. */
export function walk(
  components: readonly unknown[],
  at: LocatedComponent["path"] = ["components"],
): LocatedComponent[] {
  const located: LocatedComponent[] = [];
  const addAll = (several: readonly unknown[], path: LocatedComponent["path"]) => {
    for (const [index, component] of several.entries())
      if (isComponent(component)) add(component, [...path, index]);
  };
  const add = (component: AnyComponent, path: LocatedComponent["path"]) => {
    located.push({ component, path });
    if (component.components) addAll(component.components, [...path, "components"]);
    if (component.accessory) add(component.accessory, [...path, "accessory"]);
    if (component.component) add(component.component, [...path, "component"]);
  };
  addAll(components, at);
  return located;
}

function isComponent(value: unknown): value is AnyComponent {
  return typeof value === "object" && value !== null && "type" in value;
}

/**
 * Gives each component without an id (or with 0) the next free one, as Discord does.
 *
 * @param components Parsed from a body; changed in place.
 */
export function withIds(components: APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  const all = walk(components).map(({ component }) => component);
  const taken = new Set(all.flatMap((component) => component.id || []));
  let next = 1;
  for (const component of all) {
    if (component.id) continue;
    while (taken.has(next)) next += 1;
    Object.assign(component, { id: next });
    next += 1;
  }
  return components;
}
