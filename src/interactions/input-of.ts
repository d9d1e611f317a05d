import type { MessageComponentInteraction, ModalSubmitInteraction } from "discord.js";
import type { Input } from "./route.js";

export const noInput: Input = { picked: [], fields: new Map() };

/** What was picked from a menu, or filled into a form. */
export function inputOf(interaction: MessageComponentInteraction | ModalSubmitInteraction): Input {
  if (interaction.isStringSelectMenu()) return { ...noInput, picked: interaction.values };
  if (!interaction.isModalSubmit()) return noInput;
  const fields = interaction.fields.fields.map((field): [string, readonly string[]] => {
    if ("values" in field) return [field.customId, field.values];
    return [field.customId, "value" in field && typeof field.value === "string" ? [field.value] : []];
  });
  return { ...noInput, fields: new Map(fields) };
}
