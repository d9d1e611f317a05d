import type { APIMessageTopLevelComponent } from "discord-api-types/v10";
import type { Message } from "../../protocol.js";
import { containerType, sectionType, textDisplayType } from "./component-kinds.js";

/** The text of a message's content, embeds and components. */
export function messageText(message: Message): string {
  return [
    message.content,
    ...message.embeds.flatMap(({ title, description }) => [title, description]),
    ...(message.components ?? []).flatMap(componentText),
  ]
    .filter(Boolean)
    .join("\n");
}

function componentText(component: APIMessageTopLevelComponent): string[] {
  switch (component.type) {
    case textDisplayType:
      return [component.content];
    case sectionType:
      return component.components.map(({ content }) => content);
    case containerType:
      return component.components.flatMap(componentText);
    default:
      return [];
  }
}
