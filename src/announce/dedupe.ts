import type { RecordedChange } from "../store/changes.js";
import type { Delivery } from "../store/deliveries.js";

/** Equal for duplicates: a subscription gets one delivery of a key, and a channel gets a key from one list only. */
export type DedupeKey = Pick<Delivery, "paperId" | "kind" | "discriminator">;

/** Equal for equal keys. */
export function keyText({ paperId, kind, discriminator }: DedupeKey): string {
  return JSON.stringify([paperId, kind, discriminator]);
}

/** A paper can be accepted at several venues and be edited or removed repeatedly; other kinds go out once per paper. */
export function dedupeKeyOf({ kind, paper, revision }: RecordedChange): DedupeKey {
  const isRepeatable = kind === "edited" || kind === "removed";
  const discriminator = kind === "accepted" ? (paper.venue ?? "") : isRepeatable ? revision.sha : "";
  return { paperId: paper.id, kind, discriminator };
}
