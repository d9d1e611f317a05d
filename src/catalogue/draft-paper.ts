import { arxivIdOf } from "./entry/arxiv-id.js";
import type { Draft } from "./entry/draft.js";
import type { Entry } from "./entry/read-entry.js";
import { settleVenue } from "./entry/settle-venue.js";
import type { Link, Paper } from "./paper.js";
import { paperId } from "./paper-id.js";

/** What an entry alone says, wherever it stands. Entries of a list's last revision are the same objects in its next. */
const known = new WeakMap<Entry, Pick<Paper, "id" | "arxivId">>();

/** An entry as a paper: with its id, and with what its headings say of venue and year. */
export function draftPaper({ entry, section, line }: Draft): Paper {
  const { id, arxivId } = known.get(entry) ?? idsOf(entry);
  return {
    id,
    title: entry.title,
    ...settleVenue(entry.statements, section),
    links: entry.links,
    arxivId,
    authors: entry.authors,
    tags: entry.tags,
    line,
  };
}

function idsOf(entry: Entry): Pick<Paper, "id" | "arxivId"> {
  const ids = { id: paperId(entry.title), arxivId: arxivIdAmong(entry.links) };
  known.set(entry, ids);
  return ids;
}

function arxivIdAmong(links: readonly Link[]): string | null {
  for (const link of links) {
    const id = arxivIdOf(link.url);
    if (id) return id;
  }
  return null;
}
