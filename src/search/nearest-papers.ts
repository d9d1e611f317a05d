import type { Paper } from "../catalogue/paper.js";
import type { PaperIndex } from "./paper-index.js";
import { emptyQuery, type Query } from "./query.js";
import { rank } from "./rank.js";

const wanted = 5;

/** Papers with some of the words, or only the newest of all. */
export type NearestKind = "similar" | "newest";

export interface Nearest {
  readonly kind: NearestKind;
  readonly papers: readonly Paper[];
}

/** For a query without hits: what its words alone find; else the newest papers. So no answer is a blank. */
export function nearestPapers(
  { text, expansions }: Query,
  index: PaperIndex,
  sees: (id: string) => boolean,
): Nearest {
  const { ranked } = rank({ ...emptyQuery, text, expansions }, index, { sees, minScore: 0 });
  const kind = text !== "" && ranked.length > 0 ? "similar" : "newest";
  const entries =
    kind === "similar"
      ? ranked.map(({ entry }) => entry)
      : index.newest().filter(({ paper }) => sees(paper.id));
  return { kind, papers: entries.slice(0, wanted).map(({ paper }) => paper) };
}
