import type { ListFile } from "./list-file.js";
import { mergePapers } from "./merged-paper.js";
import type { Catalogue, Problem } from "./paper.js";
import { type ReadCandidates, readCandidates } from "./read-candidates.js";
import { createBlockCache } from "./source/read-blocks.js";
import { toPaper } from "./to-paper.js";
import type { VenueRegistry } from "./venues.js";

/** Reads the revisions of one list; parts that did not change are not parsed again. */
export interface ListReader {
  /**
   * Reads each file separately, so that no heading or open comment affects the next one, and merges them into one
   * catalogue. Never throws, whatever the text: anything unreadable is a problem with its line.
   */
  read(files: readonly ListFile[]): Catalogue;
}

export function createListReader(venues: VenueRegistry): ListReader {
  const cache = createBlockCache();
  return {
    read: (files) =>
      catalogueOf(
        files.map(({ path, markdown }) => {
          if (files.length === 1) return readCandidates(markdown, venues, cache);
          if (markdown === "") return { candidates: [], problems: [{ ...missingFile, path }] };
          const { candidates, problems } = readCandidates(markdown, venues, cache);
          return { candidates, problems: problems.map((problem) => ({ ...problem, path })) };
        }),
      ),
  };
}

/** Reads a list. Never throws, whatever the text: anything unreadable is a problem with its line. */
export function parseList(markdown: string, venues: VenueRegistry): Catalogue {
  return catalogueOf([readCandidates(markdown, venues, createBlockCache())]);
}

function catalogueOf(files: readonly ReadCandidates[]): Catalogue {
  const papers = files.flatMap(({ candidates }) => candidates.map(toPaper));
  return { papers: mergePapers(papers), problems: files.flatMap(({ problems }) => problems) };
}

const missingFile: Problem = {
  line: 1,
  message: "This file is not in the repository: set the list's path to where it is, or leave it out.",
};
