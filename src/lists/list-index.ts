import { isDeepStrictEqual } from "node:util";
import { type ListEntry, type MergedPaper, mergedPaper } from "../catalogue/merged-paper.js";
import type { Paper } from "../catalogue/paper.js";
import type { Parsed } from "../search/parse-query.js";
import { createSearch, type SearchIndex } from "../search/search.js";
import type { Vocabulary } from "../search/vocabulary.js";
import type { ListView, ServedList } from "./list-view.js";

/** As many different choices of lists as are kept ready. */
const mostViews = 50;
/** Where more than this share of all papers changed the index is made anew. */
const manyChanged = 0.25;

/** Every list that is served, and what each choice of them looks like. */
export interface ListIndex {
  /** Serves a list, or another version of it. */
  replace(list: ServedList): void;
  remove(id: string): void;
  /** Every list, in the order in which they are served. */
  lists(): readonly ServedList[];
  find(id: string): ServedList | null;
  /** Reads a query that may ask for any list. */
  parse(text: string): Parsed;
  /** What somebody sees who sees these lists. Made where it was not asked for since a list changed. */
  of(ids: readonly string[]): ListView;
}

/**
 * One index over the papers of all lists, and views of it.
 *
 * A paper has one entry in the index, whatever lists it is in. What strangers add can not change what others see: the
 * index has the word of everyone's lists where one of them has the paper, and a view only that of its own lists.
 */
export function createListIndex(vocabulary: Vocabulary): ListIndex {
  const lists = new Map<string, { readonly list: ServedList; readonly byId: ReadonlyMap<string, Paper> }>();
  const indexed = new Map<string, MergedPaper>();
  const views = new Map<string, ListView>();
  /** Ids of papers that changed since the index was brought up to date: at start that is all lists at once. */
  let stale = new Set<string>();
  let index: SearchIndex = createSearch([], vocabulary);

  const all = (): ServedList[] => [...lists.values()].map(({ list }) => list);

  const entriesOf = (id: string, among: Iterable<string>): ListEntry[] =>
    [...among].flatMap((list) => {
      const paper = lists.get(list)?.byId.get(id);
      return paper === undefined ? [] : [{ list, paper }];
    });

  const asIndexed = (id: string): MergedPaper | null => {
    const entries = entriesOf(id, lists.keys());
    const everyones = entries.filter(({ list }) => lists.get(list)?.list.isPublic);
    const paper = mergedPaper(everyones.length > 0 ? everyones : entries);
    return paper && { ...paper, lists: entries.map(({ list }) => list) };
  };

  function refresh(): void {
    if (stale.size === 0) return;
    const removed = [...stale].flatMap((id) => indexed.get(id) ?? []);
    const added = [...stale].flatMap((id) => asIndexed(id) ?? []);
    for (const { id } of removed) indexed.delete(id);
    for (const paper of added) indexed.set(paper.id, paper);
    index =
      stale.size > indexed.size * manyChanged
        ? createSearch([...indexed.values()], vocabulary)
        : index.update({ added, removed });
    stale = new Set();
    views.clear();
  }

  function change(before: Iterable<Paper>, after: ReadonlyMap<string, Paper>): void {
    const were = new Map([...before].map((paper) => [paper.id, paper]));
    for (const [id, paper] of after) if (!isSameEntry(paper, were.get(id))) stale.add(id);
    for (const id of were.keys()) if (!after.has(id)) stale.add(id);
    views.clear();
  }

  /** Whether the index has a paper just as somebody sees it who sees these lists. */
  function isWhole({ lists: all }: MergedPaper, isSeen: ReadonlySet<string>): boolean {
    return all.every((id) => isSeen.has(id) && (all.length === 1 || lists.get(id)?.list.isPublic));
  }

  function look(ids: readonly string[]): ListView {
    const seen = ids.flatMap((id) => lists.get(id) ?? []);
    const isSeen = new Set(ids);
    const byId = new Map<string, MergedPaper>();
    for (const { list } of seen) {
      for (const { id } of list.papers) {
        if (byId.has(id)) continue;
        const whole = indexed.get(id);
        // Most papers are shown to everybody alike, and need not be put together anew for each.
        const paper = whole && isWhole(whole, isSeen) ? whole : mergedPaper(entriesOf(id, ids));
        if (paper) byId.set(id, paper);
      }
    }
    const names = seen.map(({ list }) => list);
    const [only, ...others] = names;
    return {
      name: only !== undefined && others.length === 0 ? only.name : `${names.length} lists`,
      lists: names,
      papers: [...byId.values()],
      byId,
      search: index.within({ papers: byId, lists: names }),
    };
  }

  return {
    replace(list) {
      const byId = new Map(list.papers.map((paper) => [paper.id, paper]));
      change(lists.get(list.id)?.list.papers ?? [], byId);
      lists.set(list.id, { list, byId });
    },
    remove(id) {
      change(lists.get(id)?.list.papers ?? [], new Map());
      lists.delete(id);
    },
    lists: all,
    find: (id) => lists.get(id)?.list ?? null,
    parse(text) {
      refresh();
      return index.within({ papers: new Map(), lists: all() }).parse(text);
    },
    of(ids) {
      refresh();
      const wanted = new Set(ids);
      const seen = [...lists.keys()].filter((id) => wanted.has(id));
      const key = seen.join(" ");
      const view = views.get(key) ?? look(seen);
      views.delete(key);
      views.set(key, view);
      const [oldest] = views.keys();
      if (views.size > mostViews && oldest !== undefined) views.delete(oldest);
      return view;
    },
  };
}

/** Whether two entries say the same, wherever in the list they stand. */
function isSameEntry(paper: Paper, before: Paper | undefined): boolean {
  return before !== undefined && isDeepStrictEqual({ ...paper, line: 0 }, { ...before, line: 0 });
}
