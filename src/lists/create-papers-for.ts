import type { PapersFor } from "../announce/draw-featured.js";
import { filterOf, type ReadFilter } from "../announce/filter.js";
import type { MergedPaper } from "../catalogue/merged-paper.js";
import type { ListView } from "./list-view.js";

/** The papers that a subscription draws from. A view never changes, so each filter is applied to it once. */
export function createPapersFor(
  viewOf: (guildId: string | null) => ListView,
  readFilter: ReadFilter,
): PapersFor {
  const known = new WeakMap<ListView, Map<string, readonly MergedPaper[]>>();
  return ({ guildId, query }) => {
    const view = viewOf(guildId);
    const byQuery = known.get(view) ?? new Map<string, readonly MergedPaper[]>();
    known.set(view, byQuery);
    const papers = byQuery.get(query) ?? findPapers(view, query, readFilter);
    byQuery.set(query, papers);
    return papers.length === 0 && view.lists.some(({ isLoading }) => isLoading) ? null : papers;
  };
}

function findPapers({ papers }: ListView, query: string, readFilter: ReadFilter): readonly MergedPaper[] {
  if (query === "") return papers;
  const filter = filterOf(query, readFilter);
  return papers.filter((paper) => paper.lists.some((listId) => filter({ paper, listId })));
}
