import type { Message } from "discord.js";
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import { z } from "zod";
import type { Answer } from "./view.js";

/** A command under *Apps* in a message's menu. It works in servers, in direct messages and for people who installed it. */
export interface MessageCommand<Context> {
  /** May have capitals and spaces. */
  readonly name: string;
  /** For the documentation: Discord shows only the name. */
  readonly description: string;
  readonly for: "everyone";
  /** The body that registers it. */
  readonly json: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  /** @param text all that the message says, a line a part: see {@link textOfMessage} */
  readonly execute: (text: string, context: Context) => Answer | Promise<Answer>;
}

interface Declaration<Context> extends Pick<MessageCommand<Context>, "name" | "description"> {
  readonly run: MessageCommand<Context>["execute"];
}

/** Declares a command for messages. */
export function defineMessageCommand<Context>({
  name,
  description,
  run,
}: Declaration<Context>): MessageCommand<Context> {
  return {
    name,
    description,
    for: "everyone",
    json: {
      type: ApplicationCommandType.Message,
      name,
      integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
      contexts: [
        InteractionContextType.Guild,
        InteractionContextType.BotDM,
        InteractionContextType.PrivateChannel,
      ],
      default_member_permissions: null,
    },
    execute: run,
  };
}

/** Characters of a message that are read: four times what a person can write, as embeds and forwarded messages count too. */
const maxLength = 16_000;

const shownText = z.object({
  content: z.string().optional(),
  url: z.string().optional(),
  components: z.array(z.unknown()).optional(),
});

/**
 * What a message says: its content, its embeds, its components and what it forwards. Discord sends all of it with the
 * command, so no intent for message content is needed.
 */
export function textOfMessage(
  message: Pick<Message, "content" | "embeds" | "components" | "messageSnapshots">,
): string {
  const snapshots = [...(message.messageSnapshots?.values() ?? [])];
  const parts = [message, ...snapshots].flatMap(({ content, embeds, components }) => [
    content ?? "",
    ...(embeds ?? []).flatMap(({ title, description, url, fields }) => [
      title === null ? "" : `"${title}"`,
      url ?? "",
      description ?? "",
      ...(fields ?? []).map(({ value }) => value),
    ]),
    ...(components ?? []).flatMap((component) => textsOf(component.toJSON())),
  ]);
  return parts
    .filter((part) => part !== "")
    .join("\n")
    .slice(0, maxLength);
}

function textsOf(component: unknown): string[] {
  const read = shownText.safeParse(component);
  if (!read.success) return [];
  const { content, url, components = [] } = read.data;
  return [content ?? "", url ?? "", ...components.flatMap(textsOf)];
}
