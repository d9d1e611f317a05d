import { setImmediate as yieldToLoop } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { LRUCache } from "lru-cache";
import { type DetailsOf, withDetails } from "../catalogue/details.js";
import { type ListEntry, type MergedPaper, mergedPaper } from "../catalogue/merged-paper.js";
import { normaliseTitle } from "../catalogue/normalise-title.js";
import type { Paper } from "../catalogue/paper.js";
import { runSteps } from "../catalogue/run-steps.js";
import { inSlices } from "../reading/in-slices.js";
import type { Searchable } from "../search/entry.js";
import type { IndexedTitle, KnownTitles } from "../search/indexed-title.js";
import { createPaperMatcher } from "../search/match-papers.js";
import type { Parsed } from "../search/parse-query.js";
import type { Query } from "../search/query.js";
import { buildSearch, createSearch, type SearchIndex } from "../search/search.js";
import type { Vocabulary } from "../search/vocabulary.js";
import {
  type DetailsOfKey,
  entriesOf,
  entriesOfEach,
  type IndexedList,
  indexedList,
  joinPapers,
} from "./indexed-lists.js";
import type { ListView, ServedList } from "./list-view.js";
import { rememberSearch } from "./remember-search.js";

/** The lists that are served, and their papers as the index has them. */
interface Served {
  readonly lists: ReadonlyMap<string, IndexedList>;
  readonly indexed: ReadonlyMap<string, MergedPaper>;
}

/** A list that is to be served, and its papers' titles where they were indexed before. */
interface Changed {
  readonly list: ServedList;
  readonly titles: readonly IndexedTitle[] | null;
}

interface CachedView {
  /** The ids that were asked for, of lists that are served or not. */
  readonly wanted: ReadonlySet<string>;
  readonly view: ListView;
}

/** Views that are made before a change is served. */
const maxAhead = 4;

/** Different selections of lists whose views are kept. */
const maxViews = 50;
/** The index is rebuilt when more than this share of its papers changed; new ones are added to it. */
const rebuildShare = 0.25;

/** With at most this many papers, changes are served at once; the index and views of more are made in slices, between other work. */
const maxAtOnce = 200;

/** Every list that is served, and the view of each selection of them. */
export interface ListIndex {
  /**
   * Serves a list, or another version of it. Large ones take a moment: until then the previous version is served.
   *
   * @param titles those of its papers, in their order, where they were indexed before
   */
  replace(list: ServedList, titles?: readonly IndexedTitle[] | null): void;
  remove(id: string): void;
  /** Shows what has become known of papers, by their ids. */
  describe(paperIds: Iterable<string>): void;
  /** A paper, which need not be in any list, with what is known of it, and the titles that public lists give it. */
  described(paper: Paper): Paper & Pick<MergedPaper, "otherTitles">;
  /** Resolves when every change so far is served. */
  settled(): Promise<void>;
  /** Every list, in the order in which they were first served. */
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
 *
 * @param detailsOf what is known of a paper besides its lists
 * @param detailsOfKey what a source says under an identifier, whichever paper that is
 * @param onServed called after other papers are served than before
 */
export function createListIndex(
  vocabulary: Vocabulary,
  {
    detailsOf = () => null,
    detailsOfKey = () => null,
    onServed = () => {},
  }: {
    readonly detailsOf?: DetailsOf;
    readonly detailsOfKey?: DetailsOfKey;
    readonly onServed?: () => void;
  } = {},
): ListIndex {
  const views = new LRUCache<string, CachedView>({ max: maxViews });
  /** What is served: always one state of all three. */
  let lists: ReadonlyMap<string, IndexedList> = new Map();
  let indexed: ReadonlyMap<string, MergedPaper> = new Map();
  let index: SearchIndex = createSearch([], vocabulary);
  /** Lists that changed since, null for those that were removed. */
  let pending = new Map<string, Changed | null>();
  /** Ids of papers of which more has become known since. */
  let described = new Set<string>();
  let building: Promise<void> | null = null;

  const all = (): ServedList[] => [...lists.values()].map(({ list }) => list);

  function change(id: string, changed: Changed | null): void {
    pending.set(id, changed);
    if (building !== null) return;
    const papers = (changed?.list.papers.length ?? 0) + indexed.size;
    if (papers <= maxAtOnce) runSteps(serving());
    else startBuilding();
  }

  function startBuilding(): void {
    building ??= buildInSlices().finally(() => {
      building = null;
    });
  }

  async function buildInSlices(): Promise<void> {
    // Lists that change in the same turn are built together.
    await yieldToLoop();
    while (pending.size + described.size > 0) await inSlices(serving());
  }

  /** Brings the index up to date and serves it, in steps. In between, all that is served is from before. */
  function* serving(): Generator<undefined, void> {
    const changed = pending;
    pending = new Map();
    const next = new Map(lists);
    const stale = described;
    described = new Set();
    for (const [id, change] of changed) {
      if (change === null) next.delete(id);
      else next.set(id, indexedList(change.list));
    }
    yield* joinPapers(next, detailsOfKey);
    for (const id of new Set([...lists.keys(), ...next.keys()])) {
      const [before, after] = [lists.get(id)?.byId, next.get(id)?.byId];
      if (before !== after) yield* addStale(stale, before ?? new Map(), after ?? new Map());
    }
    const titles = yield* knownTitles(changed.values());
    const entries = yield* entriesOfEach(stale, next);
    const nextIndexed = new Map(indexed);
    const fresh: MergedPaper[] = [];
    const replaced = [...stale].filter((id) => indexed.has(id)).length;
    const isRebuilt = replaced > indexed.size * rebuildShare && replaced > maxAtOnce;
    for (const id of stale) {
      const [removed, added] = [nextIndexed.get(id), indexEntry(entries.get(id) ?? [], next)];
      nextIndexed.delete(id);
      if (added !== null) nextIndexed.set(id, added);
      // Until the views are made anew, papers that are new are hidden, and others look as before.
      if (removed === undefined) fresh.push(...(added === null ? [] : [added]));
      else if (!isRebuilt) index.update({ added: added === null ? [] : [added], removed: [removed], titles });
      yield;
    }
    if (isRebuilt) index = yield* buildSearch([...nextIndexed.values()], vocabulary, { titles });
    else yield* index.adding(fresh, titles);
    const served = { lists: next, indexed: nextIndexed };
    const ahead: [key: string, view: CachedView][] = [];
    // The latest ones are asked for again at once.
    for (const { wanted } of [...views.values()].slice(0, maxAhead)) {
      const { ids, key } = selectionOf(wanted, next);
      ahead.unshift([key, { wanted, view: yield* buildView(ids, served) }]);
    }
    ({ lists, indexed } = served);
    views.clear();
    for (const [key, view] of ahead) views.set(key, view);
    if (changed.size > 0) onServed();
  }

  function* buildView(ids: readonly string[], { lists, indexed }: Served): Generator<undefined, ListView> {
    const shown = distinguish(ids.flatMap((id) => lists.get(id)?.list ?? []));
    const visible = new Set(ids);
    const byId = new Map<string, MergedPaper>();
    for (const { papers } of shown) {
      for (const { id } of papers) {
        if (byId.has(id)) continue;
        const entry = indexed.get(id);
        // Most papers look the same in every view and need no copy of their own.
        const isAsIndexed = entry !== undefined && isShownAsIndexed(entry, visible, lists);
        const paper = isAsIndexed ? entry : merged(entriesOf(id, ids, lists));
        if (paper) byId.set(id, paper);
        yield;
      }
    }
    const papers = [...byId.values()];
    for (const id of visible) {
      // Messages that were sent before papers were joined name their former ids.
      for (const [own, joined] of lists.get(id)?.joined ?? []) {
        const paper = byId.get(joined);
        if (paper !== undefined && !byId.has(own)) byId.set(own, paper);
      }
    }
    const [only, ...others] = shown;
    return {
      name: only !== undefined && others.length === 0 ? only.name : `${shown.length} lists`,
      lists: shown,
      papers,
      byId,
      search: rememberSearch(index.within({ papers: byId, lists: shown })),
    };
  }

  /** What the index has of a paper: what public lists say where one of them has it. Null if no list has it. */
  function indexEntry(
    entries: readonly ListEntry[],
    among: ReadonlyMap<string, IndexedList>,
  ): MergedPaper | null {
    const ofPublic = entries.filter(({ list }) => among.get(list)?.list.isPublic);
    if (ofPublic.length === 0 || ofPublic.length === entries.length) return merged(entries);
    const paper = merged(ofPublic);
    return paper && { ...paper, lists: entries.map(({ list }) => list) };
  }

  function merged(entries: readonly ListEntry[]): MergedPaper | null {
    const paper = mergedPaper(entries, vocabulary.venues);
    return paper && withDetails(paper, detailsOf);
  }

  function withOtherTitles(paper: Paper): Paper & Pick<MergedPaper, "otherTitles"> {
    const entry = indexed.get(paper.id);
    const isPublic = entry?.lists.some((id) => lists.get(id)?.list.isPublic) ?? false;
    const titles = entry !== undefined && isPublic ? [entry.title, ...entry.otherTitles] : [];
    return { ...paper, otherTitles: titles.filter((title) => title !== paper.title) };
  }

  return {
    replace: (list, titles = null) => change(list.id, { list, titles }),
    remove: (id) => change(id, null),
    describe(paperIds) {
      for (const id of paperIds) if (indexed.has(id) || building !== null) described.add(id);
      if (described.size > 0) startBuilding();
    },
    described: (paper) => withOtherTitles(withDetails(paper, detailsOf)),
    async settled() {
      await building;
    },
    lists: all,
    find: (id) => lists.get(id)?.list ?? null,
    nameOf: (id) => lists.get(id)?.list.name ?? id,
    parse(text, venues = []) {
      return index.parseFor(text, { lists: all(), venues });
    },
    matcherOf: (papers) => createPaperMatcher(papers, vocabulary),
    viewOf(ids) {
      const wanted = new Set(ids);
      const { ids: visible, key } = selectionOf(wanted, lists);
      const known = views.get(key);
      if (known !== undefined) return known.view;
      const view = runSteps(buildView(visible, { lists, indexed }));
      views.set(key, { wanted, view });
      return view;
    },
  };
}

function* knownTitles(changes: Iterable<Changed | null>): Generator<undefined, KnownTitles> {
  const titles = new Map<string, IndexedTitle>();
  for (const change of changes) {
    for (const [i, title] of change?.titles?.entries() ?? []) {
      const paper = change?.list.papers[i];
      if (paper !== undefined) titles.set(paper.title, title);
      yield;
    }
  }
  return titles;
}

/** Those of the wanted lists that are served, in their order, and their name in the cache of views. */
function selectionOf(wanted: ReadonlySet<string>, lists: Served["lists"]) {
  const ids = [...lists.keys()].filter((id) => wanted.has(id));
  return { ids, key: ids.join(" ") };
}

/** Whether a view of these lists shows a paper exactly as the index has it. */
function isShownAsIndexed(
  { lists: all }: MergedPaper,
  visible: ReadonlySet<string>,
  lists: ReadonlyMap<string, IndexedList>,
): boolean {
  return all.every((id) => visible.has(id) && (all.length === 1 || lists.get(id)?.list.isPublic));
}

/** Lists of one name, however it is spelled, have their ids beside it. */
function distinguish(lists: readonly ServedList[]): readonly ServedList[] {
  const counts = new Map<string, number>();
  const keys = lists.map(({ name }) => normaliseTitle(name));
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return lists.map((list, index) =>
    (counts.get(keys[index] ?? "") ?? 0) > 1 ? { ...list, name: `${list.name} (${list.id})` } : list,
  );
}

/** Adds the ids of papers that differ between two versions of a list. */
function* addStale(
  stale: Set<string>,
  before: ReadonlyMap<string, Paper>,
  after: ReadonlyMap<string, Paper>,
): Generator<undefined, void> {
  for (const [id, paper] of after) {
    if (!isSameEntry(paper, before.get(id))) stale.add(id);
    yield;
  }
  for (const id of before.keys()) if (!after.has(id)) stale.add(id);
}

/** Whether two entries say the same, wherever they are in the list. */
function isSameEntry(paper: Paper, before: Paper | undefined): boolean {
  return before !== undefined && isDeepStrictEqual({ ...paper, line: 0 }, { ...before, line: 0 });
}
