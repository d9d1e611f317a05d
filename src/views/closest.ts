import type { Paper } from "../catalogue/paper.js";
import { code } from "../interactions/text.js";
import { menu, textBlock, type View } from "../interactions/view.js";
import type { ListView } from "../lists/list-view.js";
import { publishedPlain } from "./paper-lines.js";
import { paperCalled } from "./suggestions.js";

/** Which paper a text means: the one that is called so, the only one that comes near, or none for certain. */
export type Closest =
  | { readonly kind: "called so" | "nearest"; readonly paper: Paper }
  | { readonly kind: "unsure"; readonly papers: readonly Paper[] };

export function closestPaper(text: string, listView: ListView): Closest {
  const called = paperCalled(text, listView);
  if (called !== undefined) return { kind: "called so", paper: called };
  const papers = listView.search.suggest(text, 10);
  const [only, ...others] = papers;
  return only !== undefined && others.length === 0
    ? { kind: "nearest", paper: only }
    : { kind: "unsure", papers };
}

/** Asks which paper was meant; `pathOf` is where each leads. */
export function askWhich(text: string, papers: readonly Paper[], pathOf: (paper: Paper) => string): View {
  const said =
    papers.length === 0
      ? `No paper is called ${code(text)}, and none comes near it.`
      : `No paper is called exactly ${code(text)}. Which one do you mean?`;
  return { kind: "view", blocks: [textBlock(said)], menu: paperMenu("Choose a paper", papers, pathOf) };
}

/** A menu of papers. */
export function paperMenu(
  placeholder: string,
  papers: readonly Paper[],
  pathOf: (paper: Paper) => string,
): View["menu"] {
  return menu(
    placeholder,
    papers.map((paper) => ({ label: paper.title, description: publishedPlain(paper), path: pathOf(paper) })),
  );
}
