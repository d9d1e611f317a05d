import {
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  MessagePayload,
  type ModalMessageModalSubmitInteraction,
  type ModalSubmitInteraction,
} from "discord.js";
import {
  type APIFileComponent,
  type APIMessageTopLevelComponent,
  ComponentType,
  InteractionContextType,
} from "discord-api-types/v10";
import { type Audience, present } from "./present.js";
import { relabel } from "./relabel.js";
import { UserError } from "./user-error.js";
import type { Answer, FileAnswer, Form, Pending, View, WrittenFile } from "./view.js";

/** An interaction that can be answered with a message. */
export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

/**
 * A command is answered for the asker only. A button on such an answer changes it in place; on a message that
 * everyone sees, it answers the person who pressed it and leaves the message as it is.
 */
export async function sendAnswer(
  interaction: Answerable,
  answer: Exclude<Answer, Pending | FileAnswer>,
): Promise<void> {
  if (answer.kind === "form") await sendForm(interaction, answer);
  else if (answer.kind === "post") await sendPost(interaction, answer.view);
  else if (answer.kind === "relabel") await sendLabel(interaction, answer.label);
  else if (canChange(interaction)) {
    await interaction.update(message(interaction, present(answer, askerOf(interaction))));
  } else await sendReply(interaction, answer);
}

/** Answers the asker with a file, as a new message. */
export async function sendFile(interaction: Answerable, file: WrittenFile): Promise<void> {
  const flags = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;
  await interaction.reply({ ...fileMessage(file, interaction), flags });
}

/** Says that a file is being written; {@link sendLateFile} sends it. */
export async function deferFile(interaction: Answerable): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
}

export async function sendLateFile(interaction: Answerable, file: WrittenFile): Promise<void> {
  await interaction.editReply({ ...fileMessage(file, interaction), flags: MessageFlags.IsComponentsV2 });
}

function fileMessage({ name, content, view }: WrittenFile, interaction: Answerable) {
  const shown: APIFileComponent = { type: ComponentType.File, file: { url: `attachment://${name}` } };
  return {
    components: [present(view, askerOf(interaction)), shown],
    files: [{ name, attachment: Buffer.from(content) }],
  };
}

/** Replaces the answer that was sent. */
export async function changeAnswer(interaction: Answerable, view: View): Promise<void> {
  await replaceAnswer(interaction, view, askerOf(interaction));
}

/** Replaces the post that was sent. */
export async function changePost(interaction: Answerable, view: View): Promise<void> {
  await replaceAnswer(interaction, view, sharedBy(interaction));
}

async function replaceAnswer(interaction: Answerable, view: View, audience: Audience): Promise<void> {
  await interaction.editReply({ components: [present(view, audience)], flags: MessageFlags.IsComponentsV2 });
}

/** Answers the asker with a new message. */
export async function sendReply(interaction: Answerable, view: View): Promise<void> {
  const shown = present(view, askerOf(interaction));
  await interaction.reply(message(interaction, shown, MessageFlags.Ephemeral));
}

async function sendPost(interaction: Answerable, view: View): Promise<void> {
  await interaction.reply(message(interaction, present(view, sharedBy(interaction))));
}

/**
 * A message as Discord takes it, which mentions nobody. discord.js would make this itself, but would rename every key of
 * the components on the way, though they have the right names: that takes as long as sending them.
 */
function message(
  interaction: Answerable,
  component: APIMessageTopLevelComponent,
  flags: MessageFlags | 0 = 0,
): MessagePayload {
  const payload = new MessagePayload(interaction.webhook, {});
  payload.body = {
    components: [component],
    flags: MessageFlags.IsComponentsV2 | flags,
    allowed_mentions: { parse: [] },
  };
  payload.files = [];
  return payload;
}

async function sendLabel(interaction: Answerable, label: string): Promise<void> {
  if (!interaction.isButton()) throw new UserError("This is for a button: press it again.");
  const { components, flags } = interaction.message;
  const changed = relabel(
    components.map((component) => component.toJSON()),
    interaction.customId,
    label,
  );
  if (flags.has(MessageFlags.IsComponentsV2)) {
    await interaction.update({ components: changed, flags: MessageFlags.IsComponentsV2 });
  } else await interaction.update({ components: changed });
}

async function sendForm(interaction: Answerable, { modal }: Form): Promise<void> {
  // Discord accepts no form as the answer to a form, and no form of ours leads to one.
  if (interaction.isModalSubmit()) throw new UserError("A form does not lead here: press its button again.");
  await interaction.showModal(modal);
}

function sharedBy({ user }: Answerable): Audience {
  return { kind: "everyone", sharedBy: user.id };
}

/** In direct messages with the bot there is nobody to share with. */
function askerOf({ context }: Answerable): Audience {
  return { kind: "asker", mayShare: context !== InteractionContextType.BotDM };
}

/** Whether only the asker sees the message that was acted on. */
function canChange(
  interaction: Answerable,
): interaction is MessageComponentInteraction | ModalMessageModalSubmitInteraction {
  const isOnMessage =
    interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
  return isOnMessage && interaction.message.flags.has(MessageFlags.Ephemeral);
}
