import type { Announcement } from "../announce/announcement.js";
import { changeKinds } from "../catalogue/change.js";
import type { ListView } from "../lists/list-view.js";
import type { Subscription } from "../store/subscription.js";

/** An announcement of the list's first paper as if it were new, without a mention; `null` where there is no paper. */
export function sampleAnnouncement(
  subscription: Subscription,
  { papers, lists }: ListView,
): Omit<Announcement, "id"> | null {
  const [paper] = papers;
  if (paper === undefined) return null;
  const [listId = ""] = paper.lists;
  const revision = lists.find((list) => list.id === listId)?.revision ?? {
    sha: "0".repeat(40),
    date: new Date().toISOString(),
    url: null,
  };
  const change = { id: "sample", listId, kind: "added", paper, before: null, revision } as const;
  const quiet = { ...subscription, mentionRoleId: null };
  if (!changeKinds.some((kind) => subscription.kinds.includes(kind))) {
    const kind = subscription.kinds.includes("top") ? "top" : "pick";
    return { subscription: quiet, changes: [], featured: [{ kind, listId, paper, votes: 1 }] };
  }
  return {
    subscription: quiet,
    changes: [{ ...change, recordedAt: Date.now() }],
  };
}
