import { ComponentType as C, ApplicationCommandOptionType as T } from "discord-api-types/v10";
import type { AnyComponent } from "../messages/components.js";
import { ActionError } from "./action-error.js";
import type { Resolver } from "./create-resolver.js";

/** The option type that corresponds to each select menu of users, roles or channels. */
const optionTypes: Readonly<Record<number, T>> = {
  [C.UserSelect]: T.User,
  [C.ChannelSelect]: T.Channel,
  [C.RoleSelect]: T.Role,
  [C.MentionableSelect]: T.Mentionable,
};

/** A picked value of a menu or a group as the bot receives it: an option's value, or an id. */
export function pick(menu: AnyComponent, value: string, { resolve }: Resolver): string {
  const kind = optionTypes[menu.type];
  if (kind !== undefined) return resolve(kind, value);
  const option = menu.options?.find((one) => one.value === value || one.label === value);
  if (!option) throw new ActionError(`The menu has no option "${value}".`);
  return option.value;
}
