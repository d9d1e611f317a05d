import { type Block, button, section, textBlock } from "../interactions/view.js";

/** A line or two, and the path that its button opens. */
export interface OpenRow {
  /** Markdown; untrusted text in it is escaped already. */
  readonly text: string;
  readonly path: string | null;
}

/**
 * Rows that one press opens: each uses three components. A row is text alone where it has no path, and where an earlier row
 * opens the same: Discord refuses a message with two equal buttons.
 */
export function openRows(rows: readonly OpenRow[]): Block[] {
  const opened = new Set<string>();
  return rows.map(({ text, path }) => {
    if (path === null || opened.has(path)) return textBlock(text);
    opened.add(path);
    return section(button("Open", path), text);
  });
}
