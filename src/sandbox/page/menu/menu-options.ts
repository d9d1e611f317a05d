import type { APIMessageComponentEmoji, APISelectMenuComponent } from "discord-api-types/v10";
import type { World } from "../../protocol.js";
import {
  channelSelectType,
  roleSelectType,
  stringSelectType,
  userSelectType,
} from "../message/component-kinds.js";

export interface MenuOption {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly emoji?: APIMessageComponentEmoji | undefined;
  readonly isPicked: boolean;
}

/** A menu's own options, or the people, roles or channels of the server. */
export function menuOptions(select: APISelectMenuComponent, world: World): MenuOption[] {
  if (select.type === stringSelectType) {
    return select.options.map(({ value, label, description, emoji, default: isPicked = false }) => ({
      value,
      label,
      description,
      emoji,
      isPicked,
    }));
  }
  const picked = new Set((select.default_values ?? []).map(({ id }) => id));
  const offer = (
    all: readonly { readonly id: string; readonly name: string }[],
    sign: string,
  ): MenuOption[] =>
    all.map(({ id, name }) => ({ value: id, label: `${sign}${name}`, isPicked: picked.has(id) }));
  switch (select.type) {
    case userSelectType:
      return offer([...world.people, world.bot], "@");
    case roleSelectType:
      return offer(world.roles, "@");
    case channelSelectType: {
      const allowed: readonly number[] | undefined = select.channel_types;
      return offer(
        world.channels.filter(({ type }) => allowed?.includes(type) ?? true),
        "#",
      );
    }
    default:
      return [...offer(world.people, "@"), ...offer(world.roles, "@")];
  }
}
