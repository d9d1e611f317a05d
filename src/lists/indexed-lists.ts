import { isDeepStrictEqual } from "node:util";
import { memo } from "../catalogue/memo.js";
import type { ListEntry } from "../catalogue/merged-paper.js";
import { normaliseTitle } from "../catalogue/normalise-title.js";
import type { Paper } from "../catalogue/paper.js";
import type { ServedList } from "./list-view.js";

/** A list, and its papers under the ids by which they go among all lists. */
export interface IndexedList {
  /** As it was served. */
  readonly own: ServedList;
  readonly list: ServedList;
  readonly byId: ReadonlyMap<string, Paper>;
  /** The ids of its papers that go by the id of another list's paper. Most lists have none. */
  readonly joined: JoinedIds;
}

type JoinedIds = ReadonlyMap<string, string>;

const noJoinedIds: JoinedIds = new Map();

export function indexedList(own: ServedList, joined: JoinedIds = noJoinedIds): IndexedList {
  const list =
    joined.size === 0
      ? own
      : { ...own, papers: own.papers.map((paper) => ({ ...paper, id: joined.get(paper.id) ?? paper.id })) };
  return { own, list, joined, byId: new Map(list.papers.map((paper) => [paper.id, paper])) };
}

/** A paper in each of these lists that has it, in their order. */
export function entriesOf(
  id: string,
  among: Iterable<string>,
  lists: ReadonlyMap<string, IndexedList>,
): ListEntry[] {
  const entries: ListEntry[] = [];
  for (const list of among) {
    const paper = lists.get(list)?.byId.get(id);
    if (paper !== undefined) entries.push({ list, paper });
  }
  return entries;
}

/** Joins papers of several lists, in place. Lists in which nothing changes stay the same objects. */
export function* joinPapers(lists: Map<string, IndexedList>): Generator<undefined, void> {
  const joined = yield* joinIds([...lists.values()].map(({ own }) => own));
  for (const [id, { own, joined: before }] of lists) {
    const ids = joined.get(id) ?? noJoinedIds;
    if (!isDeepStrictEqual(ids, before)) lists.set(id, indexedList(own, ids));
  }
}

interface Owner {
  readonly list: string;
  readonly paper: Paper;
}

const titleKey = memo(({ title }: Paper) => normaliseTitle(title));

/**
 * Papers that two lists first had under unlike titles, so that each gave them an id of its own, and that have one title
 * now: they go by the id of the list that is served first. Not those with different arXiv ids. A list that a server added
 * comes last, as it must not change what others see.
 */
function* joinIds(lists: readonly ServedList[]): Generator<undefined, ReadonlyMap<string, JoinedIds>> {
  const joined = new Map<string, JoinedIds>();
  if (lists.length < 2) return joined;
  const owners = new Map<string, Owner>();
  const publicFirst = [...lists].sort((a, b) => Number(b.isPublic) - Number(a.isPublic));
  for (const { id: list, papers } of publicFirst) {
    const own = new Set(papers.map(({ id }) => id));
    const ids = new Map<string, string>();
    for (const paper of papers) {
      yield;
      const owner = owners.get(titleKey(paper));
      if (owner === undefined) owners.set(titleKey(paper), { list, paper });
      else if (areOne(owner, { list, paper }) && !own.has(owner.paper.id)) {
        ids.set(paper.id, owner.paper.id);
        own.add(owner.paper.id);
      }
    }
    if (ids.size > 0) joined.set(list, ids);
  }
  return joined;
}

function areOne(owner: Owner, { list, paper }: Owner): boolean {
  const ids = [owner.paper.arxivId, paper.arxivId];
  return (
    owner.list !== list &&
    owner.paper.id !== paper.id &&
    (ids.includes(null) || owner.paper.arxivId === paper.arxivId)
  );
}
