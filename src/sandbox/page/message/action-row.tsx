import type { APIActionRowComponent, APIComponentInMessageActionRow } from "discord-api-types/v10";
import { Button } from "./button.js";
import { buttonType } from "./component-kinds.js";
import { Select } from "./select.js";

export function ActionRow({ row }: { readonly row: APIActionRowComponent<APIComponentInMessageActionRow> }) {
  return (
    <div class="action-row">
      {row.components.map((component, index) =>
        component.type === buttonType ? (
          <Button key={index} button={component} />
        ) : (
          <Select key={index} select={component} />
        ),
      )}
    </div>
  );
}
