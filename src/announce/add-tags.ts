import { settleMessage } from "../store/messages.js";
import { type Attempt, outcomeIn, request } from "./attempt.js";

/**
 * Adds the tags that a later change brings to the paper's post. At most once: a repetition could bring back a tag that a
 * moderator has taken away meanwhile.
 */
export async function addTags(attempt: Attempt, postId: string): Promise<void> {
  const { message, announcement, deps } = attempt;
  const { addedTagIds = [] } = deps.view(announcement);
  if (addedTagIds.length === 0) return;
  const reply = await request(attempt, "adding tags", "tags added", (signal) =>
    deps.messenger.addTags(postId, addedTagIds, signal),
  );
  const outcome = reply === null ? null : outcomeIn(attempt, reply, "tag");
  if (outcome?.kind === "done") return;
  const failure = outcome?.reason ?? "there was no time left";
  deps.onProblem("no tags for a post", message, failure);
  await settleMessage(deps.db, message, { note: `its post got no further tags: ${failure}` });
}
