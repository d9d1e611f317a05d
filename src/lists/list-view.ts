import type { Revision } from "../catalogue/change.js";
import type { MergedPaper } from "../catalogue/merged-paper.js";
import type { Paper, Problem } from "../catalogue/paper.js";
import type { Search } from "../search/search.js";

/** A list as it is served at this moment. */
export interface ServedList {
  /** Lower-case letters, digits, dashes and dots: what `list:` asks for. */
  readonly id: string;
  readonly name: string;
  /** Where people can read the list, or `null` where it is a local file. */
  readonly url: string | null;
  /** The commit the list was read at, or `null` for a file. */
  readonly revision: Revision | null;
  readonly papers: readonly Paper[];
  readonly problems: readonly Problem[];
  /** It has not been read since the start, so its papers are still missing. */
  readonly isLoading?: boolean;
  /** Whether servers see it by default: the operator's lists, not those that servers added. */
  readonly isPublic: boolean;
}

/** What a server sees of all lists: their papers, each once, and the search over them. Immutable. */
export interface ListView {
  /** The list's name, or how many lists there are. */
  readonly name: string;
  /** In the order in which they are served. */
  readonly lists: readonly ServedList[];
  /** In the order of the lists. */
  readonly papers: readonly MergedPaper[];
  readonly byId: ReadonlyMap<string, MergedPaper>;
  readonly search: Search;
}
