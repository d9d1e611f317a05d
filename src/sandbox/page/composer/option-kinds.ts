import type { ApplicationCommandOptionType as Type } from "discord-api-types/v10";

/** Discord's numbers for an option's type. Written here so that the page need not carry Discord's whole vocabulary. */
export const STRING: Type.String = 3;
export const INTEGER: Type.Integer = 4;
export const BOOLEAN: Type.Boolean = 5;
export const USER: Type.User = 6;
export const CHANNEL: Type.Channel = 7;
export const ROLE: Type.Role = 8;
export const MENTIONABLE: Type.Mentionable = 9;
export const NUMBER: Type.Number = 10;
