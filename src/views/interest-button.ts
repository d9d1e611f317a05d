import { path, word } from "../interactions/path.js";
import { type Button, button } from "../interactions/view.js";

/** A press votes for a paper, and another one takes the vote back. */
export const interestPath = path<{ id: string }>("star", { id: word });

/** How many people of a server find a paper interesting, to be pressed. */
export function interestButton(id: string, votes: number): Button {
  return button(interestLabel(votes), interestPath.at({ id }), { emoji: "⭐" });
}

export function interestLabel(votes: number): string {
  return votes === 0 ? "Interesting" : `Interesting · ${votes}`;
}
