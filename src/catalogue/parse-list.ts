import { dataFormatOf } from "./data/data-format.js";
import { entryKey } from "./entry-key.js";
import type { ListFile } from "./list-file.js";
import { mergePapers } from "./merged-paper.js";
import type { Catalogue, Paper, Problem } from "./paper.js";
import { readCandidates } from "./read-candidates.js";
import { createLinkResolver, type ResolveLinks } from "./relative-links.js";
import { createBlockCache } from "./source/read-blocks.js";
import { toPaper } from "./to-paper.js";
import { unreadLinks } from "./unread-links.js";
import type { VenueRegistry } from "./venues.js";

/** Reads the revisions of one list; parts that did not change are not parsed again. */
export interface ListReader {
  /**
   * Reads each file separately, so that no heading or open comment affects the next one, and merges them into one
   * catalogue. Never throws, whatever the text: anything unreadable is a problem with its line.
   */
  read(files: readonly ListFile[]): ReadList;
}

export interface ReadList extends Catalogue {
  /** The keys of entries that are no papers, by `entryKey`. */
  readonly passedOver: ReadonlySet<string>;
}

export function createListReader(venues: VenueRegistry): ListReader {
  const cache = createBlockCache();
  // Links that two revisions share stay the same objects.
  const resolvers = new Map<string, ResolveLinks>();
  const resolverOf = (file: ListFile): ResolveLinks => {
    const key = `${file.pages ?? ""}\n${file.path}`;
    const resolver = resolvers.get(key) ?? createLinkResolver(file);
    resolvers.set(key, resolver);
    return resolver;
  };
  const readFile = (file: ListFile, isOnly: boolean): ReadPapers => {
    const { path, markdown } = file;
    if (markdown === "" && !isOnly)
      return { papers: [], problems: [{ ...missingFile, path }], passedOver: [] };
    const { candidates, problems, passedOver } = readCandidates(file, venues, cache);
    const resolver = resolverOf(file);
    const papers = candidates.map((candidate) => toPaper(candidate, resolver));
    const misread = papers.length > 0 && dataFormatOf(path) === null ? unreadLinks(markdown, papers) : null;
    const all = misread === null ? problems : [misread, ...problems];
    const keys = passedOver.map(({ entry }) => entryKey(entry));
    return {
      papers,
      problems: isOnly ? all : all.map((problem) => ({ ...problem, path })),
      passedOver: keys,
    };
  };
  return {
    read: (files) => {
      const read = files.map((file) => readFile(file, files.length === 1));
      return catalogueOf(read, venues);
    },
  };
}

/** Reads a list. Never throws, whatever the text: anything unreadable is a problem with its line. */
export function parseList(markdown: string, venues: VenueRegistry): Catalogue {
  return createListReader(venues).read([{ path: "README.md", markdown }]);
}

/** The entries of one file. A paper with several entries is here several times. */
interface ReadPapers {
  readonly papers: readonly Paper[];
  readonly problems: readonly Problem[];
  readonly passedOver: readonly string[];
}

function catalogueOf(files: readonly ReadPapers[], venues: VenueRegistry): ReadList {
  return {
    papers: mergePapers(
      files.flatMap(({ papers }) => papers),
      venues,
    ),
    problems: files.flatMap(({ problems }) => problems),
    passedOver: new Set(files.flatMap(({ passedOver }) => passedOver)),
  };
}

const missingFile: Problem = {
  line: 1,
  message: "This file is not in the repository: set the list's path to where it is, or leave it out.",
};
