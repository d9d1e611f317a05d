import type { ListFile } from "../catalogue/list-file.js";
import type { Paper } from "../catalogue/paper.js";

const address = /https?:\/\/[^\s)\]>"'<`]{4,300}/g;

/** Removed papers that still stand in the text, but cannot be read any more: their links belong to no paper that is read. */
export function countStanding(
  removed: readonly Paper[],
  papers: readonly Paper[],
  files: readonly ListFile[],
): number {
  if (removed.length === 0) return 0;
  const read = new Set(papers.flatMap(({ links }) => links.map(({ url }) => url)));
  const unread = new Set<string>();
  for (const { markdown } of files)
    for (const [url] of markdown.matchAll(address)) if (!read.has(url)) unread.add(url);
  return removed.filter(({ links }) => links.some(({ url }) => unread.has(url))).length;
}
