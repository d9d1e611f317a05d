import type { CommandBody } from "discord-api-spec/zod";
import {
  type APIApplicationCommand,
  ApplicationCommandType,
  ApplicationIntegrationType,
} from "discord-api-types/v10";
import type { Snowflakes } from "../snowflakes.js";

/** A guild's id, or `null` for global commands. */
export type Scope = string | null;
/** A command as sent by the bot, with permissions as documented: a string. */
export type NewCommand = CommandBody & { readonly default_member_permissions?: string | null };

export interface CommandRegistry {
  list(scope: Scope): APIApplicationCommand[];
  get(scope: Scope, id: string): APIApplicationCommand | undefined;
  /** Replaces all commands. Those of the same name keep their id. */
  replace(scope: Scope, commands: readonly NewCommand[]): APIApplicationCommand[];
  /** Adds a command, or replaces the one of the same name. */
  put(
    scope: Scope,
    command: NewCommand,
  ): { readonly command: APIApplicationCommand; readonly isNew: boolean };
  change(scope: Scope, id: string, change: Partial<NewCommand>): APIApplicationCommand | undefined;
  remove(scope: Scope, id: string): boolean;
}

export function createCommandRegistry(
  ids: Snowflakes,
  applicationId: string,
  onChange: () => void,
): CommandRegistry {
  const scopes = new Map<Scope, Map<string, APIApplicationCommand>>();
  const commandsIn = (scope: Scope) => scopes.get(scope) ?? new Map<string, APIApplicationCommand>();
  const sameName = (scope: Scope, command: Pick<NewCommand, "name" | "type">) =>
    [...commandsIn(scope).values()].find(
      (previousIds) =>
        previousIds.name === command.name &&
        previousIds.type === (command.type ?? ApplicationCommandType.ChatInput),
    );
  const store = (scope: Scope, command: APIApplicationCommand) => {
    scopes.set(scope, commandsIn(scope).set(command.id, command));
    onChange();
    return command;
  };
  const complete = (scope: Scope, id: string, command: NewCommand): APIApplicationCommand => ({
    id,
    application_id: applicationId,
    version: ids.next(),
    type: command.type ?? ApplicationCommandType.ChatInput,
    name: command.name,
    name_localizations: command.name_localizations ?? null,
    description: command.description ?? "",
    description_localizations: command.description_localizations ?? null,
    ...(command.options ? { options: command.options } : {}),
    default_member_permissions: command.default_member_permissions ?? null,
    nsfw: false,
    ...(scope === null
      ? {
          contexts: command.contexts ?? null,
          integration_types: command.integration_types ?? [ApplicationIntegrationType.GuildInstall],
        }
      : { guild_id: scope }),
  });

  return {
    list: (scope) => [...commandsIn(scope).values()],
    get: (scope, id) => commandsIn(scope).get(id),
    replace(scope, commands) {
      const known = commands.map((command) => sameName(scope, command)?.id ?? ids.next());
      scopes.set(scope, new Map());
      return commands.map((command, index) =>
        store(scope, complete(scope, known[index] ?? ids.next(), command)),
      );
    },
    put(scope, command) {
      const known = sameName(scope, command);
      return { command: store(scope, complete(scope, known?.id ?? ids.next(), command)), isNew: !known };
    },
    change(scope, id, change) {
      const known = commandsIn(scope).get(id);
      return known ? store(scope, complete(scope, id, { ...known, ...change })) : undefined;
    },
    remove(scope, id) {
      const removed = commandsIn(scope).delete(id);
      if (removed) onChange();
      return removed;
    },
  };
}
