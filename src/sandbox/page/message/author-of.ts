import type { Message, World } from "../../protocol.js";
import { botColour } from "../shell/avatar.js";

export interface Author {
  readonly name: string;
  readonly colour: string;
  readonly isApp: boolean;
}

/** A message's author. Unknown authors are grey. */
export function authorOf({ author }: Pick<Message, "author">, world: World): Author {
  if (author.id === world.bot.id) return { name: world.bot.name, colour: botColour, isApp: true };
  const person = world.people.find(({ id }) => id === author.id);
  return {
    name: person?.name ?? author.global_name ?? author.username,
    colour: person?.colour ?? "#7a808c",
    isApp: author.bot === true,
  };
}
