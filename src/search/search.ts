import type { Paper } from "../catalogue/paper.js";
import { type Advice, adviceFor } from "./advice.js";
import type { Searchable } from "./entry.js";
import { lenientQuery } from "./lenient-query.js";
import { type NearestKind, nearestPapers } from "./nearest-papers.js";
import { createPaperIndex, type PaperIndex } from "./paper-index.js";
import { type ParsedFilter, parseFilter } from "./parse-filter.js";
import { type Parsed, parseQuery } from "./parse-query.js";
import type { Query } from "./query.js";
import type { FilterKey, ListName, Names } from "./query-filters.js";
import { type How, rank, suggestionLimits } from "./rank.js";
import { similarTo } from "./similar.js";
import type { Vocabulary } from "./vocabulary.js";
import { whyMatched } from "./why.js";

export interface Hit {
  readonly paper: Paper;
  /** Greater is better; two searches' scores do not compare. */
  readonly score: number;
  /** What was matched, where it is not what was typed: `matched "vision transformer"`. */
  readonly why: string | null;
}

export interface Found {
  /** Best first; not more than were asked for. */
  readonly hits: readonly Hit[];
  /** All there are; in a very large catalogue, all that were looked at. */
  readonly total: number;
  readonly how: How;
  /** Where there are no hits: what comes nearest, whatever the filters say. */
  readonly nearest: readonly Paper[];
  /** Whether these have to do with the typed words, or are only the newest of all. */
  readonly nearestKind: NearestKind;
  /** Other queries that find something, where this one finds nothing or not all of its words. */
  readonly advice: readonly Advice[];
}

/** A catalogue, ready to be searched from memory. Nothing here waits, and nothing takes longer than its budget. */
export interface Search {
  parse(text: string): Parsed;
  /** Reads the value of one filter by itself, as of a command's option. */
  parseFilter(key: FilterKey, value: string): ParsedFilter;
  /** All hits, or the first `limit`. A query without words finds what its filters let through, newest first. */
  find(query: Query, limit?: number): Found;
  /** Papers for a text that is still being typed; the newest ones for an empty text. Never throws. */
  suggest(text: string, limit: number): readonly Paper[];
  /** Papers that share the rarest words with this one, which itself is left out. */
  similar(paper: Paper, limit: number): readonly Paper[];
}

/** The search over everything there is. */
export interface SearchIndex extends Search {
  /**
   * The search over the changed catalogue, in time that goes with the change, not with the catalogue. It takes over
   * this one's index: use only the new one, and selections from it, from here on.
   */
  update(change: { readonly added: readonly Searchable[]; readonly removed: readonly Paper[] }): SearchIndex;
  /** The search of somebody who sees only some of it. */
  within(selection: Selection): Search;
}

/** What somebody sees of a catalogue. */
export interface Selection {
  /** Papers by their ids, each as it is shown. */
  readonly papers: ReadonlyMap<string, Searchable>;
  /** What `list:` can ask for. */
  readonly lists: readonly ListName[];
}

/** Reads all titles once. Of papers with one id the first counts. */
export function createSearch(
  papers: readonly Searchable[],
  vocabulary: Vocabulary,
  lists: readonly ListName[] = [],
): SearchIndex {
  const index = createPaperIndex(papers, vocabulary);
  const search: SearchIndex = {
    ...searchIn(index, vocabulary, { papers: null, lists }),
    update({ added, removed }) {
      index.remove(removed);
      index.add(added);
      return search;
    },
    within: (selection) => searchIn(index, vocabulary, selection),
  };
  return search;
}

/** How rare each word is stays that of the whole, so a selection costs no index of its own; null sees everything. */
function searchIn(
  index: PaperIndex,
  vocabulary: Vocabulary,
  { papers, lists }: { readonly papers: Selection["papers"] | null; readonly lists: readonly ListName[] },
): Search {
  const sees = (id: string) => papers === null || papers.has(id);
  /** A paper is shown as the selection has it, not as the index does. */
  const shown = (paper: Paper): Paper => papers?.get(paper.id) ?? paper;
  const names: Names = { vocabulary, venues: { [Symbol.iterator]: () => index.venues().values() }, lists };
  return {
    parse: (text) => parseQuery(text, names),
    parseFilter: (key, value) => parseFilter(key, value, names),
    find(query, limit) {
      const { ranked, matches, how } = rank(query, index, { sees });
      const nearest = how === "none" ? nearestPapers(query, index, sees) : null;
      return {
        hits: ranked.slice(0, limit).map(({ entry, score }) => ({
          paper: shown(entry.paper),
          score,
          why: whyMatched(entry, matches),
        })),
        total: ranked.length,
        how,
        nearest: nearest?.papers.map(shown) ?? [],
        nearestKind: nearest?.kind ?? "similar",
        advice: how === "all words" ? [] : adviceFor(query, index, { sees }),
      };
    },
    suggest(text, limit) {
      const { ranked } = rank(lenientQuery(text, names), index, { sees, limits: suggestionLimits });
      return ranked.slice(0, limit).map(({ entry }) => shown(entry.paper));
    },
    similar: (paper, limit) => similarTo(paper, limit, index, sees).map(shown),
  };
}
