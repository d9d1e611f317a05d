import type { World } from "../../protocol.js";
import type { Names } from "../markdown/names.js";
import type { Session } from "./session.js";

/** What ids in a message's text are called in this world, and what a click on them does. */
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
