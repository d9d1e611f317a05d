import { isDeepStrictEqual } from "node:util";
import { type Details, isAbout } from "../catalogue/details.js";
import { memo } from "../catalogue/memo.js";
import type { ListEntry } from "../catalogue/merged-paper.js";
import { normaliseTitle } from "../catalogue/normalise-title.js";
import type { Paper } from "../catalogue/paper.js";
import { paperId } from "../catalogue/paper-id.js";
import { push } from "../catalogue/push.js";
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

/** The same for each of some papers, by their ids: one pass over all, however many lists there are. */
export function* entriesOfEach(
  ids: ReadonlySet<string>,
  lists: ReadonlyMap<string, IndexedList>,
): Generator<undefined, ReadonlyMap<string, readonly ListEntry[]>> {
  const entries = new Map<string, ListEntry[]>();
  for (const [list, { byId }] of lists) {
    for (const [id, paper] of byId) {
      if (ids.has(id)) push(entries, id, { list, paper });
      yield;
    }
  }
  return entries;
}

/** What a source outside of the lists says under an identifier, such as `arxiv:2309.16354`; null where it is not known. */
export type DetailsOfKey = (key: string) => Details | null;

/** Joins papers of several lists, in place, or parts them. Lists in which nothing changes stay the same objects. */
export function* joinPapers(
  lists: Map<string, IndexedList>,
  detailsOf: DetailsOfKey,
): Generator<undefined, void> {
  const joined = yield* joinIds(
    [...lists.values()].map(({ own }) => own),
    detailsOf,
  );
  for (const [id, { own, joined: before }] of lists) {
    const ids = joined.get(id) ?? noJoinedIds;
    if (!isDeepStrictEqual(ids, before)) lists.set(id, indexedList(own, ids));
  }
}

/** The first list's entry of a paper, and the id by which the paper goes. */
interface Owner {
  readonly list: string;
  readonly paper: Paper;
  readonly id: string;
}

const titleKey = memo(({ title }: Paper) => normaliseTitle(title));

/**
 * The ids of papers that go by other ids than their lists gave them. A list that a server added comes last, as it must not
 * change what others see.
 *
 * Joined are papers that two lists first had under unlike titles, so that each gave them an id of its own, and that have
 * one title now, or of which arXiv says that both titles are its paper's. They go by the id of the list that is served
 * first, which a paper of another title gives up; not those with different arXiv ids. Parted are papers that share an id, but of whose titles arXiv says that only
 * one is its paper's: the id was pasted by mistake.
 */
function* joinIds(
  lists: readonly ServedList[],
  detailsOf: DetailsOfKey,
): Generator<undefined, ReadonlyMap<string, JoinedIds>> {
  const joined = new Map<string, JoinedIds>();
  if (lists.length < 2) return joined;
  const [byTitle, byId, byArxivId] = [
    new Map<string, Owner>(),
    new Map<string, Owner>(),
    new Map<string, Owner>(),
  ];
  const publicFirst = [...lists].sort((a, b) => Number(b.isPublic) - Number(a.isPublic));
  for (const { id: list, papers } of publicFirst) {
    const own = new Map(papers.map((paper) => [paper.id, paper]));
    const taken = new Set(own.keys());
    const ids = new Map<string, string>();
    for (const paper of papers) {
      yield;
      const title = byTitle.get(titleKey(paper));
      const about = title === undefined ? arxivSays(paper, detailsOf) : null;
      const same = title ?? (about === true ? byArxivId.get(paper.arxivId ?? "") : undefined);
      const former = byId.get(paper.id);
      let id = paper.id;
      if (same && same.list !== list && areOne(same.paper, paper)) {
        const lesser = own.get(same.id);
        if (!taken.has(same.id)) id = same.id;
        else if (lesser && lesser !== paper && !ids.has(lesser.id) && !taken.has(paperId(lesser.title))) {
          ids.set(lesser.id, paperId(lesser.title));
          taken.add(paperId(lesser.title));
          id = same.id;
        }
      } else if (former && former.list !== list && areParted(former.paper, paper, about, detailsOf)) {
        if (!taken.has(paperId(paper.title))) id = paperId(paper.title);
      }
      if (id !== paper.id) {
        ids.set(paper.id, id);
        taken.add(id);
      }
      const owner = { list, paper, id };
      if (title === undefined) byTitle.set(titleKey(paper), owner);
      if (!byId.has(id)) byId.set(id, owner);
      if (about === true && paper.arxivId !== null && !byArxivId.has(paper.arxivId))
        byArxivId.set(paper.arxivId, owner);
    }
    if (ids.size > 0) joined.set(list, ids);
  }
  return joined;
}

/** Whether arXiv says that its paper of this id has this title; null where it does not tell. */
function arxivSays({ arxivId, title }: Paper, detailsOf: DetailsOfKey): boolean | null {
  const details = arxivId === null ? null : detailsOf(`arxiv:${arxivId.toLowerCase()}`);
  return details && isAbout(details, title);
}

function areOne({ arxivId }: Paper, other: Paper): boolean {
  return arxivId === null || other.arxivId === null || arxivId === other.arxivId;
}

/** Whether the arXiv id that made two papers one is that of one alone. */
function areParted(one: Paper, other: Paper, about: boolean | null, detailsOf: DetailsOfKey): boolean {
  if (about === null || one.arxivId !== other.arxivId) return false;
  return arxivSays(one, detailsOf) === !about;
}
