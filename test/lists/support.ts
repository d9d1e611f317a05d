import type { Paper } from "../../src/catalogue/paper.js";
import { createLibraries } from "../../src/lists/list-index.js";
import type { Library, ServedList } from "../../src/lists/list-view.js";
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
    isEveryones: true,
    ...more,
  };
}

/** What somebody sees who sees all of these lists. */
export function libraryOver(...lists: readonly ServedList[]): Library {
  const libraries = createLibraries(vocabulary);
  for (const list of lists) libraries.replace(list);
  return libraries.of(lists.map(({ id }) => id));
}
