import { arxivIdOf } from "./entry/arxiv-id.js";
import type { Draft } from "./entry/draft.js";
import { findEntries } from "./entry/find-entries.js";
import { papersAmong } from "./entry/papers-among.js";
import { settleVenue } from "./entry/settle-venue.js";
import { mergePapers } from "./merge-papers.js";
import type { Catalogue, Link, Paper, Problem } from "./paper.js";
import { paperId } from "./paper-id.js";
import { type BlockCache, readBlocks } from "./source/read-blocks.js";
import { refuseSource } from "./source/refuse-source.js";
import type { VenueBook } from "./venues.js";

/** Reads one list again and again: what did not change since the last time is not parsed again. */
export interface ListReader {
  /** Never throws, whatever the text; what cannot be read is a problem with its line. */
  read(markdown: string): Catalogue;
}

export function createListReader(venues: VenueBook): ListReader {
  const cache: BlockCache = new Map();
  return { read: (markdown) => readList(markdown, venues, cache) };
}

/** Reads a list. Never throws, whatever the text; what cannot be read is a problem with its line. */
export function parseList(markdown: string, venues: VenueBook): Catalogue {
  return readList(markdown, venues, new Map());
}

function readList(markdown: string, venues: VenueBook, cache: BlockCache): Catalogue {
  const refused = refuseSource(markdown);
  if (refused) return { papers: [], problems: [refused] };
  const { blocks, problems } = readBlocks(markdown, cache);
  const found = findEntries(blocks, venues);
  const judged = papersAmong(found.drafts);
  const papers = mergePapers(judged.papers.map(toPaper));
  return {
    papers,
    problems: byLine([...problems, ...found.problems, ...judged.problems, ...emptyList(papers)]),
  };
}

/** A draft as a paper, with what its headings say of venue and year. */
export function toPaper({ entry, section, line }: Draft): Paper {
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

function byLine(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((one, other) => one.line - other.line);
}

function emptyList(papers: readonly Paper[]): readonly Problem[] {
  if (papers.length > 0) return [];
  return [
    { line: 1, message: "No paper was found in this list: an entry needs a title and a link or a venue." },
  ];
}
