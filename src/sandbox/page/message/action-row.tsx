import type { APIActionRowComponent, APIComponentInMessageActionRow } from "discord-api-types/v10";
import { Button } from "./button.js";
import { buttonType } from "./component-kinds.js";
import { Select } from "./select.js";
import { stableName } from "./stable-name.js";

export function ActionRow({ row }: { readonly row: APIActionRowComponent<APIComponentInMessageActionRow> }) {
  const keys = keysOf(row.components);
  return (
    <div class="action-row">
      {row.components.map((component, index) =>
        component.type === buttonType ? (
          <Button key={keys[index]} button={component} />
        ) : (
          <Select key={keys[index]} select={component} />
        ),
      )}
    </div>
  );
}

/** By name, so that a button keeps the focus when another comes before it, and never passes it on to another. */
function keysOf(components: readonly APIComponentInMessageActionRow[]): readonly string[] {
  const names = components.map((component) => {
    if (component.type !== buttonType) return "menu";
    const label = "label" in component ? component.label : undefined;
    const emoji = "emoji" in component ? component.emoji?.name : undefined;
    return stableName(label ?? emoji ?? "button");
  });
  return names.map((name, index) => `${name} ${names.slice(0, index).filter((one) => one === name).length}`);
}
