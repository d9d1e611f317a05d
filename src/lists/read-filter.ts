import type { ChangedPaper, ReadFilter } from "../announce/filter.js";
import { matches } from "../search/matches.js";
import type { Query } from "../search/query.js";
import type { ListIndex } from "./list-index.js";

/** A subscription's filter is a query as in /search, over every list. */
export function createReadFilter(
  listIndex: Pick<ListIndex, "parse" | "matcherOf" | "described">,
): ReadFilter {
  /** What is made of an array of changes, for as long as it is used. */
  const known = new WeakMap<readonly ChangedPaper[], Changes>();
  return (text, among) => {
    if (among === undefined) {
      const parsed = listIndex.parse(text);
      if (parsed.kind === "invalid") return null;
      return (changed) => matches(parsed.query, inItsList(changed, listIndex));
    }
    const changes = known.get(among) ?? readChanges(among, listIndex);
    known.set(among, changes);
    const parsed = listIndex.parse(text, changes.venues);
    return parsed.kind === "invalid" ? null : changes.filter(parsed.query);
  };
}

interface Changes {
  readonly venues: ReadonlySet<string>;
  readonly filter: (query: Query) => (changed: ChangedPaper) => boolean;
}

function readChanges(
  among: readonly ChangedPaper[],
  listIndex: Pick<ListIndex, "matcherOf" | "described">,
): Changes {
  const papers = among.map((changed) => ({ ...inItsList(changed, listIndex), changed }));
  const find = listIndex.matcherOf(papers);
  return {
    venues: new Set(among.flatMap(({ paper }) => paper.venue ?? [])),
    filter(query) {
      const matching = new Set(find(query).map(({ changed }) => changed));
      return (changed) => matching.has(changed);
    },
  };
}

function inItsList({ paper, listId }: ChangedPaper, { described }: Pick<ListIndex, "described">) {
  return { ...described(paper), lists: [listId], addedLinks: {} };
}
