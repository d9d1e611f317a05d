import type { Paper } from "../catalogue/paper.js";
import { paperLines, publishedPlain } from "./paper-lines.js";
import { paperPaths } from "./paper-paths.js";
import { type Button, button, line, menu, textBlock, type View } from "./view.js";

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
export function listView({ heading, papers, total = papers.length, page, at, more = [] }: ListPage): View {
  const pages = Math.max(1, Math.ceil(total / papersPerPage));
  const current = Math.min(page, pages - 1);
  const first = current * papersPerPage;
  const shown = papers.slice(first, first + papersPerPage);
  return {
    kind: "view",
    blocks: [
      textBlock(...heading),
      line,
      ...shown.map(({ paper, why }, index) => textBlock(paperLines(paper, first + index + 1, why ?? null))),
      ...(pages > 1 ? [textBlock(`-# Page ${current + 1} of ${pages}`)] : []),
    ],
    menu: menu(
      "Open a paper",
      shown.map(({ paper }, index) => ({
        label: `${first + index + 1}. ${paper.title}`,
        path: paperPaths.paper.at({ id: paper.id, back: at(current) }),
        description: publishedPlain(paper),
      })),
    ),
    buttons: [...(pages > 1 ? turnButtons(current, pages, at) : []), ...more],
    path: at(current),
  };
}

/** Previous and next; one that leads nowhere is there but disabled, so that the other stays under the finger. */
export function turnButtons(current: number, pages: number, at: (page: number) => string): Button[] {
  const [first, last] = [current === 0, current === pages - 1];
  return [
    button("‹ Previous", first ? "nowhere:previous" : at(current - 1), { disabled: first }),
    button("Next ›", last ? "nowhere:next" : at(current + 1), { disabled: last }),
  ];
}
