import { draftPaper } from "./draft-paper.js";
import { mergePapers } from "./merge-papers.js";
import type { Catalogue } from "./paper.js";
import { readDrafts } from "./read-drafts.js";
import type { BlockCache } from "./source/read-blocks.js";
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
  const { drafts, problems } = readDrafts(markdown, venues, cache);
  return { papers: mergePapers(drafts.map(draftPaper)), problems };
}
