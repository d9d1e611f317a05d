import type { Paper } from "../catalogue/paper.js";
import type { PaperIndex } from "./paper-index.js";
import { noFilters, type Query } from "./query.js";
import { rank } from "./rank.js";

const count = 5;

/** For a query without hits: what its words alone find; else the newest papers. So no answer is a blank. */
export function nearestPapers(query: Query, index: PaperIndex): readonly Paper[] {
  const unfiltered: Query = { ...query, id: null, with: noFilters, without: { ...noFilters, words: [] } };
  const { ranked } = rank(unfiltered, index, 0);
  const papers = ranked.length > 0 ? ranked : rank({ ...unfiltered, text: "", meanings: [] }, index).ranked;
  return papers.slice(0, count).map(({ entry }) => entry.paper);
}
