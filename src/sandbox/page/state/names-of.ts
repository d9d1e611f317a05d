import type { World } from "../../protocol.js";
import type { Names } from "../markdown/names.js";
import type { Session } from "./session.js";

/** The names of mentions in this world, and the actions of clicks on them. */
export function namesOf(world: World, session: Pick<Session, "go" | "compose">): Names {
  return {
    user: (id) => [...world.people, world.bot].find((one) => one.id === id)?.name,
    role: (id) => world.roles.find((one) => one.id === id),
    channel: (id) => world.channels.find((one) => one.id === id)?.name,
    go: (id) => {
      if (world.channels.some((one) => one.id === id)) session.go(id);
    },
    compose: session.compose,
  };
}
