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
  /** Finds an entity by id or name, adds it to `resolved`, and returns its id. */
  resolve(type: T, idOrName: string): string;
  /** The found users, members, roles and channels by id, as in an interaction. */
  resolved(): Readonly<Record<string, Record<string, unknown>>>;
}

/** Looks up users, roles and channels that a person picked. */
export function createResolver(services: SandboxServices, person: Account): Resolver {
  const kinds: Record<string, Record<string, unknown>> = {};
  const add = (kind: string, id: string, entity: unknown) => {
    kinds[kind] = { ...kinds[kind], [id]: entity };
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
    add("users", found.id, toApiUser(found));
    add("members", found.id, { ...member, permissions: String(permissionsOf(world, found)) });
    return found.id;
  };
  const role = (key: string) => {
    const found = named(
      world.roles.values(),
      key.startsWith("@") && key !== "@everyone" ? key.slice(1) : key,
    );
    if (found) add("roles", found.id, toApiRole(found, 0));
    return found?.id;
  };
  const channel = (key: string) => {
    const found = findChannel(services, person, key);
    add("channels", found.id, {
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
      if (id === undefined) throw new ActionError(`The server has no "${key}".`);
      return id;
    },
    resolved: () => kinds,
  };
}
