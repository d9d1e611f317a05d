import type { RecordedChange } from "../store/changes.js";
import type { Delivery } from "../store/deliveries.js";

/** Equal for duplicates: a subscription gets one delivery of a key, and a channel gets a key from one list only. */
export type DedupeKey = Pick<Delivery, "paperId" | "kind" | "discriminator">;

export function dedupeKeyOf(change: Pick<RecordedChange, "kind" | "paper" | "revision">): DedupeKey {
  return { paperId: change.paper.id, kind: change.kind, discriminator: discriminatorOf(change) };
}

/** A paper can be accepted at several venues and be edited or removed repeatedly; other kinds go out once per paper. */
function discriminatorOf({
  kind,
  paper,
  revision,
}: Pick<RecordedChange, "kind" | "paper" | "revision">): string {
  if (kind === "accepted") return paper.venue ?? "";
  return kind === "edited" || kind === "removed" ? revision.sha : "";
}
