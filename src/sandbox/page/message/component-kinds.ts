import type { ButtonStyle, ComponentType as Type } from "discord-api-types/v10";

/** Discord's numbers for components. Written here so that the page need not carry Discord's whole vocabulary. */
export const ACTION_ROW: Type.ActionRow = 1;
export const BUTTON: Type.Button = 2;
export const STRING_SELECT: Type.StringSelect = 3;
export const TEXT_INPUT: Type.TextInput = 4;
export const USER_SELECT: Type.UserSelect = 5;
export const ROLE_SELECT: Type.RoleSelect = 6;
export const MENTIONABLE_SELECT: Type.MentionableSelect = 7;
export const CHANNEL_SELECT: Type.ChannelSelect = 8;
export const SECTION: Type.Section = 9;
export const TEXT_DISPLAY: Type.TextDisplay = 10;
export const MEDIA_GALLERY: Type.MediaGallery = 12;
export const FILE: Type.File = 13;
export const SEPARATOR: Type.Separator = 14;
export const CONTAINER: Type.Container = 17;
export const LABEL: Type.Label = 18;
export const RADIO_GROUP: Type.RadioGroup = 21;
export const CHECKBOX: Type.Checkbox = 23;

export const LINK_BUTTON: ButtonStyle.Link = 5;
export const PREMIUM_BUTTON: ButtonStyle.Premium = 6;
