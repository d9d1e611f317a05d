import type { Paper } from "../catalogue/paper.js";
import type { Block } from "../interactions/view.js";
import { openRows } from "./open-rows.js";

/** A paper as it is shown in a list. */
export interface PaperRow {
  readonly paper: Paper;
  /** Markdown; untrusted text in it is escaped already. */
  readonly text: string;
}

/** Papers, each opened by one press; text alone where a paper has no path. */
export function paperRows(rows: readonly PaperRow[], pathOf: (paper: Paper) => string | null): Block[] {
  return openRows(rows.map(({ paper, text }) => ({ text, path: pathOf(paper) })));
}
