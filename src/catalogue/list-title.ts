import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as plainText } from "mdast-util-to-string";

/** Characters at the start of a list that may hold its title. */
const maxLength = 20_000;

/** A list's own title: its first heading of the first level, without badges. `null` without one. */
export function listTitle(markdown: string): string | null {
  const { children } = fromMarkdown(markdown.slice(0, maxLength));
  const heading = children.find((node) => node.type === "heading" && node.depth === 1);
  if (heading === undefined) return null;
  const title = plainText(heading, { includeImageAlt: false, includeHtml: false })
    .replace(/\s+/g, " ")
    .trim();
  return title === "" ? null : title;
}
