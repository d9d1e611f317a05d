import type { KnownPaper } from "../catalogue/known-paper.js";
import type { Paper } from "../catalogue/paper.js";
import { mapInSlices } from "../reading/in-slices.js";
import type { RecordedChange } from "../store/changes.js";
import { papersInLists } from "../store/known-papers.js";
import { choicesOfList } from "../store/list-choices.js";
import { newId } from "../store/new-id.js";
import type { Db, Trx } from "../store/schema.js";
import type { ListOf, OtherIdsOf } from "./announced-list.js";
import type { ChangedPaper } from "./filter.js";

/** Of papers that are new in a list, by their ids, the same paper as each list had it that had it before. */
export type SeenElsewhere = ReadonlyMap<string, readonly ChangedPaper[]>;

/** Which of these papers other served lists have, or had. */
export async function seenElsewhere(
  db: Db,
  listId: string,
  changes: readonly RecordedChange[],
  { otherIdsOf, listOf }: { readonly otherIdsOf: OtherIdsOf; readonly listOf: ListOf },
): Promise<SeenElsewhere> {
  const added = changes.filter(({ kind }) => kind === "added");
  const idsOf = new Map(added.map(({ paper }) => [paper, [paper.id, ...otherIdsOf(paper)]] as const));
  const inLists = await papersInLists(db, [...idsOf.values()].flat());
  const elsewhere = (paper: Paper, ids: readonly string[]): ChangedPaper[] =>
    ids
      .flatMap((id) => inLists.get(id) ?? [])
      .filter((other) => other.listId !== listId && listOf(other.listId) !== null)
      .map((other) => ({ paper: asKnown(paper, other.known), listId: other.listId }));
  const found = await mapInSlices(idsOf, ([paper, ids]) => [paper.id, elsewhere(paper, ids)] as const);
  return new Map(found.filter(([, papers]) => papers.length > 0));
}

/**
 * As which papers the other ones of these lists have those that a history has as *also listed*. How they had them then is
 * not recorded: it is what they ever had.
 */
export async function seenInHistory(
  db: Db,
  history: readonly RecordedChange[],
  lists: readonly string[],
): Promise<(change: RecordedChange) => readonly ChangedPaper[]> {
  const also = history.filter(({ kind }) => kind === "also-listed");
  const inLists = await papersInLists(
    db,
    also.map(({ paper }) => paper.id),
  );
  return ({ paper, listId }) =>
    (inLists.get(paper.id) ?? [])
      .filter((other) => other.listId !== listId && lists.includes(other.listId))
      .map((other) => ({ paper: asKnown(paper, other.known), listId: other.listId }));
}

/**
 * The paper without a venue and code that a list did not know of: to a filter that asks for those it was not there. How
 * lists write its title makes it no other paper.
 */
function asKnown(paper: Paper, { venue, venues, hasCode }: KnownPaper): Paper {
  const isKnownVenue = paper.venue === null || venues.includes(paper.venue);
  return {
    ...paper,
    venue: isKnownVenue ? paper.venue : venue,
    links: hasCode ? paper.links : paper.links.filter(({ kind }) => kind !== "code"),
  };
}

/**
 * The changes, each paper that other lists had as *also listed* besides: which of the two it is depends on the server. It is
 * in the history where a subscription asks for it.
 */
export function withAlsoListed(
  changes: readonly RecordedChange[],
  seen: SeenElsewhere,
): readonly RecordedChange[] {
  return changes.flatMap((change): readonly RecordedChange[] =>
    change.kind === "added" && seen.has(change.paper.id)
      ? [change, { ...change, kind: "also-listed", id: newId() }]
      : [change],
  );
}

/** Whether a server sees a list. */
export type Sees = (guildId: string, listId: string) => boolean;

/** What servers see of the lists that had some papers before. */
export async function seesOf(trx: Trx, seen: SeenElsewhere, listOf: ListOf): Promise<Sees> {
  const lists = new Set([...seen.values()].flatMap((papers) => papers.map(({ listId }) => listId)));
  const choices = new Map<string, ReadonlyMap<string, boolean>>();
  for (const list of lists) choices.set(list, await choicesOfList(trx, list));
  return (guildId, listId) => choices.get(listId)?.get(guildId) ?? listOf(listId)?.isPublic ?? false;
}
