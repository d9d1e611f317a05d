import type { ApplicationCommandOptionType as Type } from "discord-api-types/v10";

/** Discord's option types, as literals so that the page does not bundle discord-api-types. */
export const stringOption: Type.String = 3;
export const integerOption: Type.Integer = 4;
export const booleanOption: Type.Boolean = 5;
export const userOption: Type.User = 6;
export const channelOption: Type.Channel = 7;
export const roleOption: Type.Role = 8;
export const mentionableOption: Type.Mentionable = 9;
export const numberOption: Type.Number = 10;
