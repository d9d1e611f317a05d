import { ApplicationCommandOptionType as T } from "discord-api-types/v10";
import type { House } from "../house.js";
import { asMember, asRole, asUser } from "../world/as-account.js";
import { asChannel } from "../world/as-channel.js";
import { botPermissions } from "../world/bot-view.js";
import { permissionsOf } from "../world/create-world.js";
import type { Account } from "../world/entities.js";
import { Cannot } from "./cannot.js";
import { findChannel } from "./find.js";

export interface Resolver {
  /** The id of what was named, by id or name; what it is goes into `resolved`. */
  resolve(type: T, idOrName: string): string;
  /** Users, members, roles and channels by their ids, as an interaction carries them. */
  resolved(): Readonly<Record<string, Record<string, unknown>>>;
}

/** Looks up the users, roles and channels that a person picks. */
export function createResolver(house: House, person: Account): Resolver {
  const kinds: Record<string, Record<string, unknown>> = {};
  const note = (kind: string, id: string, what: unknown) => {
    kinds[kind] = { ...kinds[kind], [id]: what };
  };
  const world = house.world();
  const named = <V extends { readonly id: string; readonly name: string }>(
    things: Iterable<V>,
    key: string,
  ) => [...things].find((thing) => thing.id === key || thing.name.toLowerCase() === key.toLowerCase());

  const account = (key: string) => {
    const found = named([...world.people.values(), world.bot], key.replace(/^@/, ""));
    if (!found) return undefined;
    const { user: _user, ...member } = asMember(found);
    note("users", found.id, asUser(found));
    note("members", found.id, { ...member, permissions: String(permissionsOf(world, found)) });
    return found.id;
  };
  const role = (key: string) => {
    const found = named(
      world.roles.values(),
      key.startsWith("@") && key !== "@everyone" ? key.slice(1) : key,
    );
    if (found) note("roles", found.id, asRole(found, 0));
    return found?.id;
  };
  const channel = (key: string) => {
    const found = findChannel(house, person, key);
    note("channels", found.id, {
      ...asChannel(found, world),
      permissions: String(permissionsOf(world, person, found)),
      app_permissions: String(botPermissions(world, house.faults, found)),
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
      if (id === undefined) throw new Cannot(`There is no "${key}" in the server.`);
      return id;
    },
    resolved: () => kinds,
  };
}
