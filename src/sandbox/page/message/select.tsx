import type { APISelectMenuComponent } from "discord-api-types/v10";
import { Menu } from "../menu/menu.js";
import { menuOptions } from "../menu/menu-options.js";
import { useClient } from "../state/session.js";
import { useMessageActions } from "./message-context.js";

/** A menu of a message. Picks are sent immediately. */
export function Select({ select }: { readonly select: APISelectMenuComponent }) {
  const actions = useMessageActions();
  const world = useClient((state) => state.world);
  return (
    <Menu
      placeholder={select.placeholder ?? "Make a selection"}
      options={menuOptions(select, world)}
      minPicks={select.min_values ?? 1}
      maxPicks={select.max_values ?? 1}
      isDisabled={select.disabled === true || actions.isWaiting}
      isBusy={actions.isBusy(select.custom_id)}
      onPick={(values) => actions.choose(select.custom_id, values)}
    />
  );
}
