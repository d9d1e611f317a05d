import { leadsToPaper } from "./entry/link-kind.js";
import type { Paper, Problem } from "./paper.js";
import { linkKey } from "./paper-keys.js";

/** A list of which more is unread is misread. */
const maxShare = 1 / 3;
/** Fewer unread links say nothing: a list that is read well has some in its introduction. */
const minUnread = 10;
const address = /https?:\/\/[^\s)\]>"'<`]{4,300}/g;

/**
 * The problem of a file that is misread: more than a third of its links to papers belong to no paper. Linear.
 *
 * @param papers what was read of it
 * @returns null where it is read well
 */
export function unreadLinks(markdown: string, papers: readonly Paper[]): Problem | null {
  const read = new Set(papers.flatMap(({ links }) => links.map(({ url }) => url)));
  const urls = new Map<string, number>();
  for (const { 0: url, index } of markdown.matchAll(address)) if (!urls.has(url)) urls.set(url, index);
  const unknown = [...urls].filter(([url]) => !read.has(url) && leadsToPaper(url));
  // Of most lists this is known before the links that were read are looked at.
  if (unknown.length < minUnread) return null;
  const all = unknown.length + [...urls.keys()].filter((url) => read.has(url) && leadsToPaper(url)).length;
  if (!isMisread(unknown.length, all)) return null;
  // Most links are read as they are written: the others are few, or this list is misread.
  const keys = new Set(papers.flatMap(({ links }) => links.flatMap((link) => linkKey(link) ?? [])));
  const unread = unknown.filter(([url]) => !keys.has(linkKey({ kind: "paper", url }) ?? ""));
  const [first] = unread;
  if (first === undefined || !isMisread(unread.length, all)) return null;
  const [url, index] = first;
  return {
    line: markdown.slice(0, index).split("\n").length,
    message: `${unread.length} of ${all} links to papers belong to no entry that could be read, the first of them here: ${url}. Is the list written in another way from here on?`,
    isMisread: true,
  };
}

function isMisread(unread: number, all: number): boolean {
  return unread >= minUnread && unread > all * maxShare;
}
