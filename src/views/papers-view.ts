import type { Paper } from "../catalogue/paper.js";
import { pageLine, pageOf, turnButtons } from "../interactions/page-of.js";
import { type Button, separator, textBlock, type View } from "../interactions/view.js";
import { paperLines } from "./paper-lines.js";
import { paperPaths } from "./paper-paths.js";
import { paperRows } from "./paper-rows.js";

export const papersPerPage = 5;

interface PapersPage {
  /** Markdown; untrusted text in it is escaped already. */
  readonly heading: readonly string[];
  /** All papers, or those up to the end of this page. */
  readonly papers: readonly { readonly paper: Paper; readonly why?: string | null }[];
  /** Number of all papers. */
  readonly total?: number;
  /** Counted from 0; beyond the last it is the last. */
  readonly page: number;
  /** The path of another page of the same list. */
  readonly at: (page: number) => string;
  readonly more?: readonly Button[];
}

/** A page of a list of papers: five of them, each with a button that opens it, and buttons to turn the page. */
export function papersView({
  heading,
  papers,
  total = papers.length,
  page,
  at,
  more = [],
}: PapersPage): View {
  const pageOfPapers = pageOf(papers, page, papersPerPage, total);
  const { shown, first, current } = pageOfPapers;
  return {
    kind: "view",
    blocks: [
      textBlock(...heading),
      separator,
      ...paperRows(
        shown.map(({ paper, why }, index) => ({
          paper,
          text: paperLines(paper, first + index + 1, why ?? null),
        })),
        ({ id }) => paperPaths.paper.at({ id, back: at(current) }),
      ),
      ...pageLine(pageOfPapers),
    ],
    buttons: [...turnButtons(pageOfPapers, at), ...more],
    path: at(current),
  };
}
