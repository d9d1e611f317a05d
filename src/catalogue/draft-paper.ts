import { arxivIdOf } from "./entry/arxiv-id.js";
import type { Draft } from "./entry/draft.js";
import { settleVenue } from "./entry/settle-venue.js";
import type { Link, Paper } from "./paper.js";
import { paperId } from "./paper-id.js";

/** An entry as a paper: with its id, and with what its headings say of venue and year. */
export function draftPaper({ entry, section, line }: Draft): Paper {
  return {
    id: paperId(entry.title),
    title: entry.title,
    ...settleVenue(entry.statements, section),
    links: entry.links,
    arxivId: arxivIdAmong(entry.links),
    authors: entry.authors,
    tags: entry.tags,
    line,
  };
}

function arxivIdAmong(links: readonly Link[]): string | null {
  for (const link of links) {
    const id = arxivIdOf(link.url);
    if (id) return id;
  }
  return null;
}
