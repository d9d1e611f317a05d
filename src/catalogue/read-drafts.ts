import type { Draft } from "./entry/draft.js";
import { findEntries } from "./entry/find-entries.js";
import { papersAmong } from "./entry/papers-among.js";
import type { Problem } from "./paper.js";
import { type BlockCache, readBlocks } from "./source/read-blocks.js";
import { refuseSource } from "./source/refuse-source.js";
import type { VenueRegistry } from "./venues.js";

/** Every entry of a list that is a paper, each time it stands there, and what could not be read. */
export interface ReadDrafts {
  readonly drafts: readonly Draft[];
  readonly problems: readonly Problem[];
}

/** Reads a list as far as entries: one for each time a paper stands in it. */
export function readDrafts(markdown: string, venues: VenueRegistry, cache: BlockCache): ReadDrafts {
  const refused = refuseSource(markdown);
  if (refused) return { drafts: [], problems: [refused] };
  const { blocks, problems } = readBlocks(markdown, cache);
  const found = findEntries(blocks, venues);
  const { papers, problems: doubts } = papersAmong(found.drafts);
  const all = [...problems, ...found.problems, ...doubts, ...(papers.length > 0 ? [] : [nothingFound])];
  return { drafts: papers, problems: all.sort((one, other) => one.line - other.line) };
}

const nothingFound: Problem = {
  line: 1,
  message: "No paper was found in this list: an entry needs a title and a link or a venue.",
};
