import type { APIEmbed } from "discord-api-types/v10";
import type { Problem } from "../rest/refusal.js";
import { problem, problemsWhere, tooLong } from "./form-errors.js";

/** Characters of all embeds of a message, trimmed. */
const maxTotalLength = 6000;
/** @see https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
const maxPartLengths = {
  title: 256,
  description: 4096,
  footer: 2048,
  author: 256,
  fieldName: 256,
  fieldValue: 1024,
};
const maxFields = 25;

interface Part {
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly limit: number;
}

/** Limits of each embed's parts, and of all embeds together. */
export function embedProblems(embeds: readonly APIEmbed[]): Problem[] {
  const parts = embeds.flatMap((embed, index) => partsOf(embed, ["embeds", index]));
  const problems = parts
    .filter((part) => part.text.length > part.limit)
    .map(({ path, limit }) => tooLong(path, limit));
  const fields = embeds.flatMap((embed, index) =>
    (embed.fields?.length ?? 0) > maxFields ? [tooLong(["embeds", index, "fields"], maxFields)] : [],
  );
  const total = parts.reduce((sum, part) => sum + part.text.length, 0);
  const tooMuch = problemsWhere([total > maxTotalLength, problem(["embeds"], "MAX_EMBED_SIZE_EXCEEDED")]);
  return [...problems, ...fields, ...tooMuch];
}

function partsOf(embed: APIEmbed, path: Part["path"]): Part[] {
  const part = (steps: readonly (string | number)[], text: string | undefined, limit: number): Part[] =>
    text ? [{ path: [...path, ...steps], text: text.trim(), limit }] : [];
  return [
    ...part(["title"], embed.title, maxPartLengths.title),
    ...part(["description"], embed.description, maxPartLengths.description),
    ...part(["footer", "text"], embed.footer?.text, maxPartLengths.footer),
    ...part(["author", "name"], embed.author?.name, maxPartLengths.author),
    ...(embed.fields ?? []).flatMap((field, index) => [
      ...part(["fields", index, "name"], field.name, maxPartLengths.fieldName),
      ...part(["fields", index, "value"], field.value, maxPartLengths.fieldValue),
    ]),
  ];
}
