import type { Paper } from "../../src/catalogue/paper.js";
import { createListIndex } from "../../src/lists/list-index.js";
import type { ListView, ServedList } from "../../src/lists/list-view.js";
import { vocabulary } from "../search/fixtures.js";

/** A list of the operator's. */
export function servedList(id: string, papers: readonly Paper[], more: Partial<ServedList> = {}): ServedList {
  return {
    id,
    name: `The list ${id}`,
    url: null,
    revision: null,
    papers,
    problems: [],
    isPublic: true,
    ...more,
  };
}

/** What somebody sees who sees all of these lists. */
export function viewOver(...lists: readonly ServedList[]): ListView {
  const listIndex = createListIndex(vocabulary);
  for (const list of lists) listIndex.replace(list);
  return listIndex.viewOf(lists.map(({ id }) => id));
}
