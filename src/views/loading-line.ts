import { count } from "../interactions/text.js";
import type { ServedList } from "../lists/list-view.js";

/** While lists are read after the start, how many of these are still missing; no line once all are there. */
export function loadingLine(lists: readonly ServedList[]): string[] {
  const loading = lists.filter(({ isLoading }) => isLoading).length;
  if (loading === 0) return [];
  return lists.length === 1
    ? ["-# ⏳ The list is still being read: its papers are there in a moment."]
    : [
        `-# ⏳ ${loading} of ${count(lists.length, "list")} are still being read: there are more papers in a moment.`,
      ];
}
