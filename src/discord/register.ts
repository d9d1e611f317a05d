import { isDeepStrictEqual } from "node:util";
import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from "discord.js";
import { z } from "zod";
import type { Command } from "../interactions/command.js";
import type { MessageCommand } from "../interactions/message-command.js";

type CommandJson = Registrable["json"];

/** A command of either kind. */
export type Registrable = Command<never> | MessageCommand<never>;

/** The result of registering. */
export type Registration =
  | { readonly kind: "unchanged"; readonly count: number }
  | { readonly kind: "written"; readonly count: number }
  /** The bot is not in this server. */
  | { readonly kind: "no access" };

const noAccess: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.UnknownGuild,
]);

interface Target {
  readonly rest: REST;
  readonly applicationId: string;
  /** Registers in this server only; `null` for everywhere. */
  readonly guildId: string | null;
}

/**
 * Registers the commands if they differ from the registered ones: reading is free, but each new command counts towards
 * the limit of 200 a day, and a write makes every client reload them.
 */
export async function registerCommands(
  commands: readonly Pick<Registrable, "json">[],
  target: Target,
): Promise<Registration> {
  const { rest, applicationId, guildId } = target;
  const path =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const wanted = commands.map(({ json }) => (guildId === null ? json : withoutContexts(json)));
  try {
    const present: unknown = await rest.get(path, {
      query: new URLSearchParams({ with_localizations: "true" }),
    });
    if (isDeepStrictEqual(ownFields(present), ownFields(wanted)))
      return { kind: "unchanged", count: wanted.length };
    await rest.put(path, { body: wanted });
    return { kind: "written", count: wanted.length };
  } catch (error) {
    if (error instanceof DiscordAPIError && noAccess.has(error.code)) return { kind: "no access" };
    throw error;
  }
}

/** Discord accepts installation and interaction contexts on global commands only. */
function withoutContexts(json: CommandJson): CommandJson {
  const { integration_types: _types, contexts: _contexts, ...body } = json;
  return body;
}

const option = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  required: z.boolean().default(false),
  autocomplete: z.boolean().default(false),
  min_value: z.number().nullish().transform(orNull),
  max_value: z.number().nullish().transform(orNull),
  min_length: z.number().nullish().transform(orNull),
  max_length: z.number().nullish().transform(orNull),
  channel_types: z.array(z.number()).nullish().transform(sortedOrEmpty),
  choices: z
    .array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) }))
    .nullish()
    .transform((choices) => choices ?? []),
});

const command = z.object({
  type: z.number().default(1),
  name: z.string(),
  // Commands of messages have none, which Discord returns as an empty one.
  description: z.string().default(""),
  options: z
    .array(option)
    .nullish()
    .transform((options) => options ?? []),
  default_member_permissions: z.string().nullish().transform(orNull),
  integration_types: z.array(z.number()).nullish().transform(sortedOrEmpty),
  contexts: z.array(z.number()).nullish().transform(sortedOrEmpty),
});

/** The parts of commands that we set, without those that Discord adds (ids, versions), and with its defaults filled in. */
function ownFields(commands: unknown): unknown {
  const parsed = z.array(command).safeParse(commands);
  return parsed.success ? parsed.data.toSorted((a, b) => a.name.localeCompare(b.name)) : null;
}

function orNull<T>(value: T | null | undefined): T | null {
  return value ?? null;
}

function sortedOrEmpty(values: number[] | null | undefined): number[] {
  return (values ?? []).toSorted((a, b) => a - b);
}
