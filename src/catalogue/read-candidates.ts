import { dataFormatOf } from "./data/data-format.js";
import { listInFrontMatter } from "./data/front-matter.js";
import { readData } from "./data/read-data.js";
import { type Candidate, selectPapers } from "./entry/candidate.js";
import { findEntries } from "./entry/find-entries.js";
import { splitPersons } from "./entry/split-person.js";
import type { ListFile } from "./list-file.js";
import type { Problem } from "./paper.js";
import { placeOfPath } from "./place-of-path.js";
import { type BlockCache, readBlocks } from "./source/read-blocks.js";
import { refuseSource } from "./source/refuse-source.js";
import { syntaxOf } from "./source/syntax.js";
import type { VenueRegistry } from "./venues.js";

export interface ReadCandidates {
  /** Every entry that is a paper. A paper with several entries is here several times. */
  readonly candidates: readonly Candidate[];
  readonly problems: readonly Problem[];
  /** Entries that were read and are no papers. */
  readonly passedOver: readonly Candidate[];
}

/** The only problem of a file that is no list. */
export const noPaperFound = "No paper was found in this list: an entry needs a title and a link or a venue.";

/**
 * Reads the entries of a file that are papers: of markdown, reStructuredText or data, as the file's name says. Where no
 * heading states a venue, the name of the file or of its folder may.
 */
export function readCandidates(
  file: Pick<ListFile, "path" | "markdown">,
  venues: VenueRegistry,
  cache: BlockCache,
): ReadCandidates {
  const read = readText(file, venues, cache);
  const { candidates } = read;
  const place = placeOfPath(file.path, venues);
  if (place === null) return read;
  const placed = candidates.map((candidate) => {
    const { section } = candidate;
    if (section.venue !== null || (section.year ?? place.year) !== place.year) return candidate;
    return { ...candidate, section: { ...section, ...place } };
  });
  return { ...read, candidates: placed };
}

function readText(
  { path, markdown }: Pick<ListFile, "path" | "markdown">,
  venues: VenueRegistry,
  cache: BlockCache,
): ReadCandidates {
  const refused = refuseSource(markdown);
  if (refused) return { candidates: [], problems: [refused], passedOver: [] };
  const format = dataFormatOf(path);
  if (format !== null) return readData(markdown, format, venues);
  const head = listInFrontMatter(markdown);
  const inHead = head === null ? [] : readData(head, "yaml", venues).candidates;
  const text = head === null ? markdown : head.replace(/[^\n]+/g, "") + markdown.slice(head.length + 3);
  const found = findEntries(readBlocks(text, cache, syntaxOf(path)), venues);
  const selected = selectPapers(splitPersons(found.candidates));
  const all = [...found.problems, ...selected.problems];
  const papers = [...inHead, ...selected.papers];
  if (papers.length === 0) {
    all.push({ line: 1, message: noPaperFound });
  }
  const problems = all.sort((one, other) => one.line - other.line);
  return { candidates: papers, problems, passedOver: selected.passedOver };
}
