import { pageLine, pageOf, turnButtons } from "../interactions/page-of.js";
import { type Button, separator, textBlock, type View } from "../interactions/view.js";
import type { ListView } from "../lists/list-view.js";
import { paperPaths } from "./paper-paths.js";
import { type PaperRow, paperRows } from "./paper-rows.js";

const perPage = 8;

interface EntriesPage {
  /** Markdown; untrusted text in it is escaped already. */
  readonly heading: readonly string[];
  readonly entries: readonly PaperRow[];
  /** Counted from 0; beyond the last it is the last. */
  readonly page: number;
  /** The path of another page of the same entries. */
  readonly at: (page: number) => string;
  readonly listView: ListView;
  readonly more?: readonly Button[];
}

/** A page of what was announced or found: rows that open the papers that are still in the list, and buttons to turn it. */
export function entriesView({ heading, entries, page, at, listView, more = [] }: EntriesPage): View {
  const pageOfEntries = pageOf(entries, page, perPage);
  const { shown, current } = pageOfEntries;
  return {
    kind: "view",
    blocks: [
      textBlock(...heading),
      separator,
      ...paperRows(shown, ({ id }) =>
        listView.byId.has(id) ? paperPaths.paper.at({ id, back: at(current) }) : null,
      ),
      ...pageLine(pageOfEntries),
    ],
    buttons: [...turnButtons(pageOfEntries, at), ...more],
    path: at(current),
  };
}
