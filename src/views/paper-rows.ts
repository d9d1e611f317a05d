import type { Paper } from "../catalogue/paper.js";
import { type Block, button, section, textBlock } from "../interactions/view.js";

/** A paper as it is shown in a list. */
export interface PaperRow {
  readonly paper: Paper;
  /** Markdown; untrusted text in it is escaped already. */
  readonly text: string;
}

/**
 * Rows that one press opens: each uses three components. A row is text alone where its paper has no path, and where an
 * earlier row opens the same: Discord refuses a message with two equal buttons.
 */
export function paperRows(rows: readonly PaperRow[], pathOf: (paper: Paper) => string | null): Block[] {
  const opened = new Set<string>();
  return rows.map(({ paper, text }) => {
    const path = pathOf(paper);
    if (path === null || opened.has(path)) return textBlock(text);
    opened.add(path);
    return section(button("Open", path), text);
  });
}
