import { ApplicationCommandOptionType as T } from "discord-api-types/v10";
import type { SandboxServices } from "../services.js";
import { botPermissions } from "../world/bot-view.js";
import { permissionsOf } from "../world/create-world.js";
import type { Account } from "../world/entities.js";
import { toApiMember, toApiRole, toApiUser } from "../world/to-api-account.js";
import { toApiChannel } from "../world/to-api-channel.js";
import { ActionError } from "./action-error.js";
import { findChannel } from "./find.js";

export interface Resolver {
  /** The id of what was named, by id or name; what it is goes into `resolved`. */
  resolve(type: T, idOrName: string): string;
  /** Users, members, roles and channels by their ids, as an interaction carries them. */
  resolved(): Readonly<Record<string, Record<string, unknown>>>;
}

/** Looks up the users, roles and channels that a person picks. */
export function createResolver(services: SandboxServices, person: Account): Resolver {
  const kinds: Record<string, Record<string, unknown>> = {};
  const note = (kind: string, id: string, what: unknown) => {
    kinds[kind] = { ...kinds[kind], [id]: what };
  };
  const world = services.world();
  const named = <V extends { readonly id: string; readonly name: string }>(
    things: Iterable<V>,
    key: string,
  ) => [...things].find((thing) => thing.id === key || thing.name.toLowerCase() === key.toLowerCase());

  const account = (key: string) => {
    const found = named([...world.people.values(), world.bot], key.replace(/^@/, ""));
    if (!found) return undefined;
    const { user: _user, ...member } = toApiMember(found);
    note("users", found.id, toApiUser(found));
    note("members", found.id, { ...member, permissions: String(permissionsOf(world, found)) });
    return found.id;
  };
  const role = (key: string) => {
    const found = named(
      world.roles.values(),
      key.startsWith("@") && key !== "@everyone" ? key.slice(1) : key,
    );
    if (found) note("roles", found.id, toApiRole(found, 0));
    return found?.id;
  };
  const channel = (key: string) => {
    const found = findChannel(services, person, key);
    note("channels", found.id, {
      ...toApiChannel(found, world),
      permissions: String(permissionsOf(world, person, found)),
      app_permissions: String(botPermissions(world, services.faults, found)),
    });
    return found.id;
  };

  return {
    resolve(type, key) {
      const id =
        type === T.Channel
          ? channel(key)
          : type === T.Role
            ? role(key)
            : type === T.User
              ? account(key)
              : (account(key) ?? role(key));
      if (id === undefined) throw new ActionError(`There is no "${key}" in the server.`);
      return id;
    },
    resolved: () => kinds,
  };
}
