import { isDeepStrictEqual } from "node:util";
import { LRUCache } from "lru-cache";
import { type ListEntry, type MergedPaper, mergedPaper } from "../catalogue/merged-paper.js";
import type { Paper } from "../catalogue/paper.js";
import type { Searchable } from "../search/entry.js";
import { createPaperMatcher } from "../search/match-papers.js";
import type { Parsed } from "../search/parse-query.js";
import type { Query } from "../search/query.js";
import { createSearch, type SearchIndex } from "../search/search.js";
import type { Vocabulary } from "../search/vocabulary.js";
import type { ListView, ServedList } from "./list-view.js";

/** Different selections of lists whose views are kept. */
const maxViews = 50;
/** The index is rebuilt when more than this share of all papers changed. */
const rebuildShare = 0.25;

/** Every list that is served, and the view of each selection of them. */
export interface ListIndex {
  /** Serves a list, or another version of it. */
  replace(list: ServedList): void;
  remove(id: string): void;
  /** Every list, in the order in which they are served. */
  lists(): readonly ServedList[];
  find(id: string): ServedList | null;
  /** The list's name; its id where it is not served any more. */
  nameOf(id: string): string;
  /** Reads a query that may ask for any list, for the venues of the papers and for these. */
  parse(text: string, venues?: Iterable<string>): Parsed;
  /** Finds which of these papers, which need not be in any list, a query matches. */
  matcherOf<One extends Searchable>(papers: readonly One[]): (query: Query) => readonly One[];
  /** The view of these lists, cached until a list changes. */
  viewOf(ids: readonly string[]): ListView;
}

/**
 * One search index over the papers of all lists, and views of it.
 *
 * A paper has one entry in the index, whichever lists it is in. An added list cannot change what other servers see: the
 * entry is made from the public lists where one of them has the paper, and a view shows only what its own lists say.
 */
export function createListIndex(vocabulary: Vocabulary): ListIndex {
  const lists = new Map<string, { readonly list: ServedList; readonly byId: ReadonlyMap<string, Paper> }>();
  const indexed = new Map<string, MergedPaper>();
  const views = new LRUCache<string, ListView>({ max: maxViews });
  /** Ids of papers that changed since the index was last updated: at start those of all lists. */
  let stale = new Set<string>();
  let index: SearchIndex = createSearch([], vocabulary);

  const all = (): ServedList[] => [...lists.values()].map(({ list }) => list);

  const entriesOf = (id: string, among: Iterable<string>): ListEntry[] =>
    [...among].flatMap((list) => {
      const paper = lists.get(list)?.byId.get(id);
      return paper === undefined ? [] : [{ list, paper }];
    });

  const indexEntry = (id: string): MergedPaper | null => {
    const entries = entriesOf(id, lists.keys());
    const ofPublic = entries.filter(({ list }) => lists.get(list)?.list.isPublic);
    const paper = mergedPaper(ofPublic.length > 0 ? ofPublic : entries);
    return paper && { ...paper, lists: entries.map(({ list }) => list) };
  };

  function update(): void {
    if (stale.size === 0) return;
    const removed = [...stale].flatMap((id) => indexed.get(id) ?? []);
    const added = [...stale].flatMap((id) => indexEntry(id) ?? []);
    for (const { id } of removed) indexed.delete(id);
    for (const paper of added) indexed.set(paper.id, paper);
    index =
      stale.size > indexed.size * rebuildShare
        ? createSearch([...indexed.values()], vocabulary)
        : index.update({ added, removed });
    stale = new Set();
    views.clear();
  }

  function markStale(before: Iterable<Paper>, after: ReadonlyMap<string, Paper>): void {
    const previous = new Map([...before].map((paper) => [paper.id, paper]));
    for (const [id, paper] of after) if (!isSameEntry(paper, previous.get(id))) stale.add(id);
    for (const id of previous.keys()) if (!after.has(id)) stale.add(id);
    views.clear();
  }

  /** Whether a view of these lists shows a paper exactly as the index has it. */
  function isShownAsIndexed({ lists: all }: MergedPaper, visible: ReadonlySet<string>): boolean {
    return all.every((id) => visible.has(id) && (all.length === 1 || lists.get(id)?.list.isPublic));
  }

  function createView(ids: readonly string[]): ListView {
    const shown = ids.flatMap((id) => lists.get(id)?.list ?? []);
    const visible = new Set(ids);
    const byId = new Map<string, MergedPaper>();
    for (const { papers } of shown) {
      for (const { id } of papers) {
        if (byId.has(id)) continue;
        const entry = indexed.get(id);
        // Most papers look the same in every view and need no copy of their own.
        const paper = entry && isShownAsIndexed(entry, visible) ? entry : mergedPaper(entriesOf(id, ids));
        if (paper) byId.set(id, paper);
      }
    }
    const [only, ...others] = shown;
    return {
      name: only !== undefined && others.length === 0 ? only.name : `${shown.length} lists`,
      lists: shown,
      papers: [...byId.values()],
      byId,
      search: index.within({ papers: byId, lists: shown }),
    };
  }

  return {
    replace(list) {
      const byId = new Map(list.papers.map((paper) => [paper.id, paper]));
      markStale(lists.get(list.id)?.list.papers ?? [], byId);
      lists.set(list.id, { list, byId });
    },
    remove(id) {
      markStale(lists.get(id)?.list.papers ?? [], new Map());
      lists.delete(id);
    },
    lists: all,
    find: (id) => lists.get(id)?.list ?? null,
    nameOf: (id) => lists.get(id)?.list.name ?? id,
    parse(text, venues = []) {
      update();
      return index.parseFor(text, { lists: all(), venues });
    },
    matcherOf: (papers) => createPaperMatcher(papers, vocabulary),
    viewOf(ids) {
      update();
      const wanted = new Set(ids);
      const visible = [...lists.keys()].filter((id) => wanted.has(id));
      const key = visible.join(" ");
      const view = views.get(key) ?? createView(visible);
      views.set(key, view);
      return view;
    },
  };
}

/** Whether two entries say the same, wherever they are in the list. */
function isSameEntry(paper: Paper, before: Paper | undefined): boolean {
  return before !== undefined && isDeepStrictEqual({ ...paper, line: 0 }, { ...before, line: 0 });
}
