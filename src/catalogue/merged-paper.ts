import { mergeEntry } from "./merge-papers.js";
import type { Paper } from "./paper.js";

/** A paper that several lists may have: what they say of it together, and which they are. */
export interface MergedPaper extends Paper {
  /** Ids of lists, in the order in which the lists are served; never none. */
  readonly lists: readonly string[];
}

/** The lists that a paper is in; none for one that is not said to be in any. */
export function listsOf(paper: Paper | MergedPaper): readonly string[] {
  return "lists" in paper ? paper.lists : [];
}

/** One list's entry of a paper. */
export interface ListEntry {
  readonly list: string;
  readonly paper: Paper;
}

/**
 * The entries that lists have of one paper as one: the first list's word counts, the others add links, tags and what
 * the first leaves open. Null where no list has any.
 */
export function mergedPaper(entries: readonly ListEntry[]): MergedPaper | null {
  const [first, ...others] = entries;
  if (first === undefined) return null;
  const paper = others.reduce((merged, { paper }) => mergeEntry(merged, paper), first.paper);
  return { ...paper, lists: entries.map(({ list }) => list) };
}
