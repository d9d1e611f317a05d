import { UserError } from "../interactions/user-error.js";
import { action } from "./define.js";
import { interestLabel, interestPath } from "./interest-button.js";
import { requireServerAnnouncing } from "./require-announcing.js";

/** A press on ⭐: one vote a person, and its button shows the new count, wherever it is. */
export const interestRoute = action(interestPath, async ({ id }, context) => {
  const { announcing, guildId } = requireServerAnnouncing(context);
  if (!context.listView.byId.has(id)) {
    throw new UserError("This paper is not in the list any more: nobody can vote for it.");
  }
  const votes = await announcing.interest.toggle({ guildId, paperId: id, personId: context.person.id });
  if (votes === null) throw new UserError("Votes are counted in servers that Paperboy is in: add it first.");
  return { kind: "relabel", label: interestLabel(votes) };
});
