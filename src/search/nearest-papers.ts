import type { Paper } from "../catalogue/paper.js";
import type { PaperIndex } from "./paper-index.js";
import { noFilters, type Query } from "./query.js";
import { rank } from "./rank.js";
import type { Work } from "./work.js";

const wanted = 5;

/** For a query without hits: what its words alone find; else the newest papers. So no answer is a blank. */
export function nearestPapers(query: Query, index: PaperIndex, work: Work): readonly Paper[] {
  const unfiltered: Query = { ...query, id: null, with: noFilters, without: { ...noFilters, words: [] } };
  const { ranked } = rank(unfiltered, index, { work, wanted, leastScore: 0 });
  return ranked.length > 0 ? ranked.map(({ entry }) => entry.paper) : newestPapers(index);
}

function newestPapers(index: PaperIndex): Paper[] {
  const papers: Paper[] = [];
  index.visitNewest(({ paper }) => papers.push(paper) < wanted);
  return papers;
}
