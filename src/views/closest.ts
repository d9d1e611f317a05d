import type { Paper } from "../catalogue/paper.js";
import { code } from "../interactions/text.js";
import { type Block, menu, textBlock, type View } from "../interactions/view.js";
import type { ListView } from "../lists/list-view.js";
import { entryLines, factsPlain } from "./paper-lines.js";
import { paperRows } from "./paper-rows.js";
import { paperCalled } from "./suggestions.js";

/** The paper that a text means: the one with exactly this title, the one that is plainly meant, or unclear. */
export type Closest =
  | { readonly kind: "exact" | "nearest"; readonly paper: Paper }
  | { readonly kind: "unsure"; readonly papers: readonly Paper[] };

/** How many of the nearest papers are shown: more is a search. */
const maxNear = 8;

export function closestPaper(text: string, listView: ListView): Closest {
  const exact = paperCalled(text, listView);
  if (exact !== undefined) return { kind: "exact", paper: exact };
  const meant = listView.search.meant(text);
  if (meant !== null) return { kind: "nearest", paper: meant };
  const papers = listView.search.suggest(text, 10);
  if (papers.length === 0) return { kind: "unsure", papers: papersNear(text, listView) };
  const [only, ...others] = papers;
  return only !== undefined && others.length === 0
    ? { kind: "nearest", paper: only }
    : { kind: "unsure", papers };
}

/** What a search would show in place of an answer. */
function papersNear(text: string, { search }: ListView): readonly Paper[] {
  const parsed = search.parse(text);
  const found = parsed.kind === "query" ? search.find(parsed.query, 1) : null;
  return found?.nearestKind === "similar" ? found.nearest : [];
}

/** Asks which paper was meant; each leads to its `pathOf`. */
export function askWhich(text: string, papers: readonly Paper[], pathOf: (paper: Paper) => string): View {
  const question =
    papers.length === 0
      ? `No paper is called ${code(text)}, and none is near it.`
      : `No paper is called exactly ${code(text)}. Which one do you mean?`;
  return {
    kind: "view",
    blocks: [textBlock(question), ...nearRows(papers, pathOf)],
  };
}

/** The nearest papers, each with a button. */
export function nearRows(papers: readonly Paper[], pathOf: (paper: Paper) => string): Block[] {
  return paperRows(
    papers.slice(0, maxNear).map((paper) => ({ paper, text: entryLines(paper) })),
    pathOf,
  );
}

/** A menu of papers. */
export function paperMenu(
  placeholder: string,
  papers: readonly Paper[],
  pathOf: (paper: Paper) => string,
): View["menu"] {
  return menu(
    placeholder,
    papers.map((paper) => ({ label: paper.title, description: factsPlain(paper), path: pathOf(paper) })),
  );
}
