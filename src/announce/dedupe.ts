import type { ChangeKind } from "../catalogue/change.js";
import type { Paper } from "../catalogue/paper.js";
import type { RecordedChange } from "../store/changes.js";
import type { Delivery } from "../store/deliveries.js";

/** Equal for duplicates: a subscription gets one delivery of a key, and a channel gets a key from one list only. */
export type DedupeKey = Pick<Delivery, "paperId" | "kind" | "discriminator">;

/** Equal for equal keys. */
export function keyText({ paperId, kind, discriminator }: DedupeKey): string {
  return JSON.stringify([paperId, kind, discriminator]);
}

/**
 * A paper can be accepted at several venues, come into several lists, and be edited or removed repeatedly; other kinds go
 * out once per paper.
 */
export function dedupeKeyOf({ kind, paper, listId, revision }: RecordedChange): DedupeKey {
  const discriminators: Partial<Record<ChangeKind, string>> = {
    accepted: paper.venue ?? "",
    "also-listed": listId,
    edited: revision.sha,
    removed: revision.sha,
  };
  return { paperId: paper.id, kind, discriminator: discriminators[kind] ?? "" };
}

/**
 * What an announcement says besides its own change: that of a new paper states its venue and its code. Where another list
 * learns of them later, the channel has them already.
 */
export function impliedKeys({ paperId, kind }: DedupeKey, { venue, links }: Paper): readonly DedupeKey[] {
  if (kind !== "added") return [];
  const accepted: DedupeKey[] = venue === null ? [] : [{ paperId, kind: "accepted", discriminator: venue }];
  const hasCode = links.some((link) => link.kind === "code");
  return hasCode ? [...accepted, { paperId, kind: "code-released", discriminator: "" }] : accepted;
}
