import type { Paper } from "../../../../src/catalogue/paper.js";
import type { PaperIndex } from "./paper-index.js";
import { noFilters, type Query } from "./query.js";
import { rank } from "./rank.js";
import type { Work } from "./work.js";

const wanted = 5;

/** Papers with some of the words, or only the newest of all. */
export type NearestKind = "similar" | "newest";

export interface Nearest {
  readonly kind: NearestKind;
  readonly papers: readonly Paper[];
}

/** For a query without hits: what its words alone find; else the newest papers. So no answer is a blank. */
export function nearestPapers(query: Query, index: PaperIndex, work: Work): Nearest {
  const unfiltered: Query = { ...query, id: null, with: noFilters, without: { ...noFilters, words: [] } };
  const { ranked } = rank(unfiltered, index, { work, wanted, leastScore: 0 });
  // Without words everything passes: these are the newest, too.
  return query.text !== "" && ranked.length > 0
    ? { kind: "similar", papers: ranked.map(({ entry }) => entry.paper) }
    : { kind: "newest", papers: newestPapers(index) };
}

function newestPapers(index: PaperIndex): Paper[] {
  const papers: Paper[] = [];
  index.visitNewest(({ paper }) => papers.push(paper) < wanted);
  return papers;
}
