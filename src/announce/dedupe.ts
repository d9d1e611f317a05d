import type { RecordedChange } from "../store/changes.js";
import type { Delivery } from "../store/deliveries.js";

/** What is told once: to a subscription, and to a channel whichever list it is from. */
export type DedupeKey = Pick<Delivery, "paperId" | "kind" | "discriminator">;

/** What a change is told as. */
export function dedupeKeyOf(change: Pick<RecordedChange, "kind" | "paper" | "revision">): DedupeKey {
  return { paperId: change.paper.id, kind: change.kind, discriminator: discriminatorOf(change) };
}

/** The same for two that are told as one. */
export function formatDedupeKey({ paperId, kind, discriminator }: DedupeKey): string {
  return JSON.stringify([paperId, kind, discriminator]);
}

/**
 * What makes a second change of one kind to one paper worth telling: another venue, another edit. Nothing makes a
 * paper new twice, nor its code.
 */
function discriminatorOf({
  kind,
  paper,
  revision,
}: Pick<RecordedChange, "kind" | "paper" | "revision">): string {
  if (kind === "accepted") return paper.venue ?? "";
  return kind === "edited" || kind === "removed" ? revision.sha : "";
}
