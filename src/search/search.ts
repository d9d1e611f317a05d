import type { Paper } from "../catalogue/paper.js";
import { runSteps } from "../catalogue/run-steps.js";
import { addBeyond } from "./add-beyond.js";
import { type Advice, adviceFor, nearestPapers } from "./advice.js";
import { type Beyond, type BeyondTitles, createBeyondTitles } from "./beyond-titles.js";
import type { Searchable } from "./entry.js";
import type { KnownTitles } from "./indexed-title.js";
import { meantBy } from "./meant.js";
import { createPaperIndex, type PaperIndex } from "./paper-index.js";
import { type Parsed, parseQuery, parseUnfinishedQuery } from "./parse-query.js";
import type { Query } from "./query.js";
import {
  type FilterKey,
  type ListName,
  type Names,
  type ParsedFilter,
  parseFilter,
} from "./query-filters.js";
import { type Ranking, rank, suggestionLimits } from "./rank.js";
import { whyMatched } from "./score.js";
import { similarTo } from "./similar.js";
import type { Vocabulary } from "./vocabulary.js";

export interface Hit {
  readonly paper: Paper;
  /** Greater is better; only comparable within one search. */
  readonly score: number;
  /** The matched words if they are not the typed ones: `matched "vision transformer"`. */
  readonly why: string | null;
}

export interface Found {
  /** Best first, up to the requested number. */
  readonly hits: readonly Hit[];
  /** The number of all hits; in a very large catalogue, of all that were retrieved. */
  readonly total: number;
  readonly how: Ranking["how"];
  /** Without hits, the nearest papers without the filters. */
  readonly nearest: readonly Paper[];
  /** Whether these match some of the words, or are only the newest papers. */
  readonly nearestKind: "similar" | "newest";
  /** Filters to remove, if no paper has all the words. */
  readonly advice: readonly Advice[];
}

/** The search in a catalogue. Synchronous, in memory, and bounded for every text. */
export interface Search {
  parse(text: string): Parsed;
  /** Parses the value of one filter alone, as of a command's option. */
  parseFilter(key: FilterKey, value: string): ParsedFilter;
  /** All hits, or the first `limit`. A query without words finds all papers that pass its filters, newest first. */
  find(query: Query, limit?: number): Found;
  /** Papers for a text that is still being typed; the newest ones for an empty text. */
  suggest(text: string, limit: number): readonly Paper[];
  /**
   * The paper that a name, a title or the beginning of one plainly means: the only one of this name, or far before all
   * others. Null where several are as likely.
   */
  meant(text: string): Paper | null;
  /** Other papers that share the rarest words with this one, which need not be in the index. */
  similar(paper: Paper, limit: number): readonly Paper[];
}

/** The search in all papers. */
export interface SearchIndex extends Search {
  /**
   * Changes this index and its selections. The cost depends on the change, not on the catalogue.
   */
  update(change: {
    readonly added: readonly Searchable[];
    readonly removed: readonly Paper[];
    readonly titles?: KnownTitles;
  }): SearchIndex;
  /** Adds papers, in steps of less than a millisecond. @param titles some of theirs, indexed before */
  adding(papers: readonly Searchable[], titles?: KnownTitles): Generator<undefined, void>;
  /** The search in some of the papers. */
  within(selection: Selection): Search;
  /** Parses a query for papers that are yet to come: with lists and venues besides those of the index. */
  parseFor(text: string, names: Pick<Names, "lists" | "venues">): Parsed;
}

interface Selection {
  /** The visible papers by their ids, as they are shown. */
  readonly papers: ReadonlyMap<string, Searchable>;
  /** The names that `list:` accepts. */
  readonly lists: readonly ListName[];
}

interface SearchOptions {
  /** The names that `list:` accepts. Default: none. */
  readonly lists?: readonly ListName[];
  /** What `year:last year` counts from. Default: the year of the clock. */
  readonly thisYear?: () => number;
  /** Titles that were indexed before. */
  readonly titles?: KnownTitles;
}

const yearOfClock = () => new Date().getUTCFullYear();

/** Indexes all papers. Of papers with the same id, the first counts. */
export function createSearch(
  papers: readonly Searchable[],
  vocabulary: Vocabulary,
  options?: SearchOptions,
): SearchIndex {
  return runSteps(buildSearch(papers, vocabulary, options));
}

/** The same in steps of less than a millisecond. */
export function* buildSearch(
  papers: readonly Searchable[],
  vocabulary: Vocabulary,
  { lists = [], thisYear = yearOfClock, titles }: SearchOptions = {},
): Generator<undefined, SearchIndex> {
  const index = createPaperIndex(vocabulary);
  const beyond = createBeyondTitles();
  function* adding(papers: readonly Searchable[], titles?: KnownTitles): Generator<undefined, void> {
    yield* index.adding(papers, titles);
    for (const paper of papers) {
      beyond.add(paper);
      yield;
    }
  }
  yield* adding(papers, titles);
  const named = { vocabulary, thisYear };
  const search: SearchIndex = {
    ...searchIn({ index, beyond }, named, { papers: null, lists }),
    update({ added, removed, titles }) {
      index.remove(removed);
      for (const paper of removed) beyond.remove(paper);
      runSteps(adding(added, titles));
      return search;
    },
    adding,
    within: (selection) => searchIn({ index, beyond }, named, selection),
    parseFor: (text, { lists, venues }) =>
      parseQuery(text, { ...named, lists, venues: [...index.venues(), ...venues] }),
  };
  return search;
}

const whereNames: Readonly<Record<Beyond, string>> = {
  title: "by its title in another list",
  authors: "by its authors",
  abstract: "in its abstract",
};

function whyBeyond(where: Beyond | undefined): string | null {
  return where === undefined ? null : whereNames[where];
}

/** Selections filter the one index, and word frequencies are those of all papers. Null selects everything. */
function searchIn(
  { index, beyond }: { readonly index: PaperIndex; readonly beyond: BeyondTitles },
  named: Pick<Names, "vocabulary" | "thisYear">,
  { papers, lists }: { readonly papers: Selection["papers"] | null; readonly lists: readonly ListName[] },
): Search {
  const isVisible = (id: string) => papers === null || papers.has(id);
  /** The paper as the selection has it. */
  const shown = (paper: Paper): Paper => papers?.get(paper.id) ?? paper;
  const options = { isVisible, byAuthor: beyond.byAuthor };
  const names: Names = { ...named, venues: { [Symbol.iterator]: index.venues }, lists };
  return {
    parse: (text) => parseQuery(text, names),
    parseFilter: (key, value) => parseFilter(key, value, names),
    find(query, limit) {
      const titles = rank(query, index, options);
      const { ranked, matches, how, beyond: places } = addBeyond(query, titles, { index, beyond, isVisible });
      const nearest = how === "none" ? nearestPapers(query, index, options) : null;
      return {
        hits: ranked.slice(0, limit).map(({ entry, score }) => ({
          paper: shown(entry.paper),
          score,
          why: whyBeyond(places.get(entry.paper.id)) ?? whyMatched(entry, matches),
        })),
        total: ranked.length,
        how,
        nearest: nearest?.papers.map(shown) ?? [],
        nearestKind: nearest?.kind ?? "similar",
        advice: how === "all words" ? [] : adviceFor(query, index, options),
      };
    },
    suggest(text, limit) {
      const { ranked } = rank(parseUnfinishedQuery(text, names), index, {
        ...options,
        limits: suggestionLimits,
      });
      return ranked.slice(0, limit).map(({ entry }) => shown(entry.paper));
    },
    meant(text) {
      const meant = meantBy(text, rank(parseUnfinishedQuery(text, names), index, options));
      return meant && shown(meant);
    },
    similar: (paper, limit) => similarTo(paper, limit, index, { isVisible }).map(shown),
  };
}
