import { pageLine, pageOf, turnButtons } from "../interactions/page-of.js";
import { type Button, menu, separator, textBlock, type View } from "../interactions/view.js";
import type { ListView } from "../lists/list-view.js";
import { type AnnouncedChange, digestLine } from "./announcement-view.js";
import { factsPlain } from "./paper-lines.js";
import { paperPaths } from "./paper-paths.js";

const perPage = 8;

interface ChangesPage {
  /** Markdown; untrusted text in it is escaped already. */
  readonly heading: readonly string[];
  readonly changes: readonly AnnouncedChange[];
  /** Counted from 0; beyond the last it is the last. */
  readonly page: number;
  /** The path of another page of the same changes. */
  readonly at: (page: number) => string;
  readonly listView: ListView;
  readonly more?: readonly Button[];
}

/** A page of changes: a line each, buttons to turn the page, a menu of the papers that are still in the list. */
export function changesView({ heading, changes, page, at, listView, more = [] }: ChangesPage): View {
  const pageOfChanges = pageOf(changes, page, perPage);
  const { shown, current } = pageOfChanges;
  const papers = new Map(shown.map(({ paper }) => [paper.id, paper]));
  return {
    kind: "view",
    blocks: [
      textBlock(...heading),
      separator,
      ...shown.map((change) => textBlock(digestLine(change))),
      ...pageLine(pageOfChanges),
    ],
    menu: menu(
      "Open a paper",
      [...papers.values()]
        .filter((paper) => listView.byId.has(paper.id))
        .map((paper) => ({
          label: paper.title,
          description: factsPlain(paper),
          path: paperPaths.paper.at({ id: paper.id, back: at(current) }),
        })),
    ),
    buttons: [...turnButtons(pageOfChanges, at), ...more],
    path: at(current),
  };
}
