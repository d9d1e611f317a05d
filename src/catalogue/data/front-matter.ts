/** Records before a list in the head of a page; fewer say what the page is about. */
const minTitles = 3;

/** Characters; a longer head is no head. */
const maxLength = 500_000;

/**
 * The YAML between `---` at the head of a page, where it holds a list of things with titles, as the pages of some static
 * sites do; else null. It begins with an empty line, so that its lines count as those of the page.
 */
export function listInFrontMatter(text: string): string | null {
  const start = /^---(?=\r?\n)/.exec(text)?.[0].length ?? 0;
  if (start === 0) return null;
  const end = /\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text.slice(start, maxLength))?.index ?? -1;
  if (end === -1) return null;
  const head = text.slice(start, start + end);
  const titles = head.match(/^[ \t]+(?:- )?title[ \t]*:/gim)?.length ?? 0;
  return titles >= minTitles ? head : null;
}
