import type { Paper } from "../catalogue/paper.js";
import { pageLine, pageOf, turnButtons } from "../interactions/page-of.js";
import { type Button, menu, separator, textBlock, type View } from "../interactions/view.js";
import { paperLines, publishedPlain } from "./paper-lines.js";
import { paperPaths } from "./paper-paths.js";

export const papersPerPage = 5;

interface ListPage {
  /** Markdown of ours: what a stranger wrote in it is escaped already. */
  readonly heading: readonly string[];
  /** The whole list, or as much of it as reaches to the end of this page. */
  readonly papers: readonly { readonly paper: Paper; readonly why?: string | null }[];
  /** How long the whole list is. */
  readonly total?: number;
  /** Counted from 0; beyond the last it is the last. */
  readonly page: number;
  /** The path of another page of the same list. */
  readonly at: (page: number) => string;
  readonly more?: readonly Button[];
}

/** A page of a list of papers: five of them, buttons to turn the page, a menu to open one. */
export function papersView({ heading, papers, total = papers.length, page, at, more = [] }: ListPage): View {
  const turned = pageOf(papers, page, papersPerPage, total);
  const { shown, first, current } = turned;
  return {
    kind: "view",
    blocks: [
      textBlock(...heading),
      separator,
      ...shown.map(({ paper, why }, index) => textBlock(paperLines(paper, first + index + 1, why ?? null))),
      ...pageLine(turned),
    ],
    menu: menu(
      "Open a paper",
      shown.map(({ paper }, index) => ({
        label: `${first + index + 1}. ${paper.title}`,
        path: paperPaths.paper.at({ id: paper.id, back: at(current) }),
        description: publishedPlain(paper),
      })),
    ),
    buttons: [...turnButtons(turned, at), ...more],
    path: at(current),
  };
}
