import type { APIEmbed } from "discord-api-types/v10";
import type { Problem } from "../rest/refusal.js";
import { found, problem, tooLong } from "./form-errors.js";

/** Characters over all embeds of a message, whitespace at the ends left out. */
const ALL_EMBEDS = 6000;
/** @see https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
const PARTS = { title: 256, description: 4096, footer: 2048, author: 256, fieldName: 256, fieldValue: 1024 };
const FIELDS = 25;

interface Part {
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly limit: number;
}

/** What is too long in the embeds, one by one and together. */
export function embedProblems(embeds: readonly APIEmbed[]): Problem[] {
  const parts = embeds.flatMap((embed, index) => partsOf(embed, ["embeds", index]));
  const problems = parts
    .filter((part) => part.text.length > part.limit)
    .map(({ path, limit }) => tooLong(path, limit));
  const fields = embeds.flatMap((embed, index) =>
    (embed.fields?.length ?? 0) > FIELDS ? [tooLong(["embeds", index, "fields"], FIELDS)] : [],
  );
  const total = parts.reduce((sum, part) => sum + part.text.length, 0);
  const tooMuch = found([total > ALL_EMBEDS, problem(["embeds"], "MAX_EMBED_SIZE_EXCEEDED")]);
  return [...problems, ...fields, ...tooMuch];
}

function partsOf(embed: APIEmbed, path: Part["path"]): Part[] {
  const part = (steps: readonly (string | number)[], text: string | undefined, limit: number): Part[] =>
    text ? [{ path: [...path, ...steps], text: text.trim(), limit }] : [];
  return [
    ...part(["title"], embed.title, PARTS.title),
    ...part(["description"], embed.description, PARTS.description),
    ...part(["footer", "text"], embed.footer?.text, PARTS.footer),
    ...part(["author", "name"], embed.author?.name, PARTS.author),
    ...(embed.fields ?? []).flatMap((field, index) => [
      ...part(["fields", index, "name"], field.name, PARTS.fieldName),
      ...part(["fields", index, "value"], field.value, PARTS.fieldValue),
    ]),
  ];
}
