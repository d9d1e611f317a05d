import type { ButtonStyle, ComponentType as Type } from "discord-api-types/v10";

/** Discord's component types, as literals so that the page does not bundle discord-api-types. */
export const actionRowType: Type.ActionRow = 1;
export const buttonType: Type.Button = 2;
export const stringSelectType: Type.StringSelect = 3;
export const textInputType: Type.TextInput = 4;
export const userSelectType: Type.UserSelect = 5;
export const roleSelectType: Type.RoleSelect = 6;
export const mentionableSelectType: Type.MentionableSelect = 7;
export const channelSelectType: Type.ChannelSelect = 8;
export const sectionType: Type.Section = 9;
export const textDisplayType: Type.TextDisplay = 10;
export const mediaGalleryType: Type.MediaGallery = 12;
export const fileType: Type.File = 13;
export const separatorType: Type.Separator = 14;
export const containerType: Type.Container = 17;
export const labelType: Type.Label = 18;
export const radioGroupType: Type.RadioGroup = 21;
export const checkboxGroupType: Type.CheckboxGroup = 22;
export const checkboxType: Type.Checkbox = 23;

export const linkButtonStyle: ButtonStyle.Link = 5;
export const premiumButtonStyle: ButtonStyle.Premium = 6;
