import type { Paper } from "./paper.js";

/** A paper that a list has under several headings is one paper: its links and tags together, the first line. */
export function mergePapers(papers: readonly Paper[]): readonly Paper[] {
  const byId = new Map<string, Paper>();
  for (const paper of papers) {
    const first = byId.get(paper.id);
    byId.set(paper.id, first ? mergeEntry(first, paper) : paper);
  }
  return [...byId.values()];
}

/** What two entries say of one paper together; where they differ the first one's word counts. */
export function mergeEntry(first: Paper, second: Paper): Paper {
  const more = second.links.filter(({ url }) => !first.links.some((link) => link.url === url));
  return {
    ...first,
    venue: first.venue ?? second.venue,
    year: first.year ?? second.year,
    links: more.length > 0 ? [...first.links, ...more] : first.links,
    arxivId: first.arxivId ?? second.arxivId,
    authors: first.authors ?? second.authors,
    tags: [...new Set([...first.tags, ...second.tags])],
  };
}
