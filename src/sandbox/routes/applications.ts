import {
  ApplicationCommandCreateRequestSchema,
  ApplicationCommandPatchRequestPartialSchema,
} from "discord-api-spec/zod";
import type { APIApplicationCommand } from "discord-api-types/v10";
import { z } from "zod";
import { array as arrayOf } from "zod/mini";
import type { NewCommand, Scope } from "../interactions/command-registry.js";
import { refuse, refuseBody } from "../rest/refusal.js";
import { created, noContent, ok, type RestRequest, type Route } from "../rest/route.js";
import type { SandboxServices } from "../services.js";
import { commandListProblems, commandProblems } from "../validation/command-limits.js";
import { parseBody } from "../validation/parse-body.js";
import { toApiApplication } from "../world/to-api-account.js";

const maxCommandsPerScope = 100;

/** The application's commands: `/commands` for global ones, `/guilds/:guild/commands` for those of one guild. */
export function applicationRoutes(services: SandboxServices): Route[] {
  const { commands } = services;
  const scopeOf = (request: RestRequest, guild: boolean): Scope => {
    if (request.param("application") !== services.world().applicationId) throw refuse("unknownApplication");
    if (!guild) return null;
    const id = request.param("guild");
    if (id !== services.world().guild.id || !services.world().botInGuild) throw refuse("missingAccess");
    return id;
  };
  const found = (command: APIApplicationCommand | undefined) => {
    if (!command) throw refuse("unknownCommand");
    return ok(command);
  };

  const routesFor = (guild: boolean): Route[] => {
    const path = `/applications/:application${guild ? "/guilds/:guild" : ""}/commands`;
    const one = `${path}/:command`;
    return [
      {
        method: "GET",
        path,
        access: "bot",
        handle: (request) => {
          const list = commands.list(scopeOf(request, guild));
          return ok(
            request.query.get("with_localizations") === "true" ? list : list.map(withoutTranslations),
          );
        },
      },
      {
        method: "PUT",
        path,
        access: "bot",
        handle: (request) => ok(commands.replace(scopeOf(request, guild), parseCommands(request.body))),
      },
      {
        method: "POST",
        path,
        access: "bot",
        handle: (request) => {
          const scope = scopeOf(request, guild);
          const command = parseCommand(request.body);
          if (commands.list(scope).length >= maxCommandsPerScope) throw refuse("tooManyCommands");
          const put = commands.put(scope, command);
          return put.isNew ? created(put.command) : ok(put.command);
        },
      },
      {
        method: "GET",
        path: one,
        access: "bot",
        handle: (request) => found(commands.get(scopeOf(request, guild), request.param("command"))),
      },
      {
        method: "PATCH",
        path: one,
        access: "bot",
        handle: (request) => {
          const { body, permissions } = splitPermissions(request.body);
          const change = parseBody(ApplicationCommandPatchRequestPartialSchema, body, commandProblems);
          return found(
            commands.change(scopeOf(request, guild), request.param("command"), { ...change, ...permissions }),
          );
        },
      },
      {
        method: "DELETE",
        path: one,
        access: "bot",
        handle: (request) => {
          if (!commands.remove(scopeOf(request, guild), request.param("command")))
            throw refuse("unknownCommand");
          return noContent;
        },
      },
    ];
  };
  return [
    {
      method: "GET",
      path: "/applications/@me",
      access: "bot",
      handle: () => ok(toApiApplication(services.world())),
    },
    ...routesFor(false),
    ...routesFor(true),
  ];
}

const permissionsSchema = z.object({
  default_member_permissions: z
    .union([z.string().regex(/^\d{1,20}$/), z.int().min(0).transform(String)])
    .nullish(),
});

/**
 * Separates a command's permissions from the rest: the documentation and all clients use a string of bits, but
 * Discord's published schema has a number.
 */
function splitPermissions(body: unknown) {
  const parsed = permissionsSchema.safeParse(body);
  if (!parsed.success) {
    throw refuseBody([
      {
        path: ["default_member_permissions"],
        code: "NUMBER_TYPE_COERCE",
        message: "Value is not a bit set.",
      },
    ]);
  }
  const value = parsed.data.default_member_permissions;
  const { default_member_permissions: _taken, ...rest } = z.looseObject({}).parse(body);
  return { body: rest, permissions: value === undefined ? {} : { default_member_permissions: value } };
}

function parseCommand(body: unknown): NewCommand {
  const { body: rest, permissions } = splitPermissions(body);
  return { ...parseBody(ApplicationCommandCreateRequestSchema, rest, commandProblems), ...permissions };
}

function parseCommands(body: unknown): NewCommand[] {
  if (!Array.isArray(body)) {
    throw refuseBody([
      { path: [], code: "LIST_TYPE_CONVERT", message: "Only iterables may be used in a ListType" },
    ]);
  }
  if (body.length > maxCommandsPerScope) throw refuse("tooManyCommands");
  const split = body.map(splitPermissions);
  const commands = parseBody(
    arrayOf(ApplicationCommandCreateRequestSchema),
    split.map((one) => one.body),
    commandListProblems,
  );
  return commands.map((command, index) => ({ ...command, ...split[index]?.permissions }));
}

function withoutTranslations(command: APIApplicationCommand): APIApplicationCommand {
  const { name_localizations: _names, description_localizations: _descriptions, ...rest } = command;
  return rest;
}
