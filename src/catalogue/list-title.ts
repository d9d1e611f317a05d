import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as plainText } from "mdast-util-to-string";

/** Titles stand at the top: what comes later is not read for one. Characters. */
const head = 20_000;

/** What a list calls itself: its first heading of the first level, without badges; `null` where it has none. */
export function listTitle(markdown: string): string | null {
  const { children } = fromMarkdown(markdown.slice(0, head));
  const heading = children.find((node) => node.type === "heading" && node.depth === 1);
  if (heading === undefined) return null;
  const title = plainText(heading, { includeImageAlt: false, includeHtml: false })
    .replace(/\s+/g, " ")
    .trim();
  return title === "" ? null : title;
}
