import { draftPaper } from "./draft-paper.js";
import type { ListFile } from "./list-file.js";
import { mergePapers } from "./merge-papers.js";
import type { Catalogue, Problem } from "./paper.js";
import { type ReadDrafts, readDrafts } from "./read-drafts.js";
import type { BlockCache } from "./source/read-blocks.js";
import type { VenueRegistry } from "./venues.js";

/** Reads one list again and again: what did not change since the last time is not parsed again. */
export interface ListReader {
  /**
   * Reads each file by itself, so that no heading and no open comment reaches into the next one, and makes one
   * catalogue of them. Never throws, whatever the text; what cannot be read is a problem with its line.
   */
  read(files: readonly ListFile[]): Catalogue;
}

export function createListReader(venues: VenueRegistry): ListReader {
  const cache: BlockCache = new Map();
  return {
    read(files) {
      if (files.length === 1)
        return catalogueOf(files.map(({ markdown }) => readDrafts(markdown, venues, cache)));
      return catalogueOf(files.map((file) => readFile(file, venues, cache)));
    },
  };
}

/** Reads a list. Never throws, whatever the text; what cannot be read is a problem with its line. */
export function parseList(markdown: string, venues: VenueRegistry): Catalogue {
  return catalogueOf([readDrafts(markdown, venues, new Map())]);
}

/** One file of several: its problems say which. */
function readFile({ path, markdown }: ListFile, venues: VenueRegistry, cache: BlockCache): ReadDrafts {
  if (markdown === "") return { drafts: [], problems: [{ ...notThere, path }] };
  const { drafts, problems } = readDrafts(markdown, venues, cache);
  return { drafts, problems: problems.map((problem) => ({ ...problem, path })) };
}

function catalogueOf(files: readonly ReadDrafts[]): Catalogue {
  const papers = files.flatMap(({ drafts }) => drafts.map(draftPaper));
  return { papers: mergePapers(papers), problems: files.flatMap(({ problems }) => problems) };
}

const notThere: Problem = {
  line: 1,
  message: "This file is not in the repository: set the list's path to where it is, or leave it out.",
};
