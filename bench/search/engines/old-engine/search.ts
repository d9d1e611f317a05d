import type { Paper } from "../../../../src/catalogue/paper.js";
import { type Advice, adviceFor } from "./advice.js";
import { workFor } from "./budget.js";
import { type Nearest, type NearestKind, nearestPapers } from "./nearest-papers.js";
import { createPaperIndex, type PaperIndex, type Searchable } from "./paper-index.js";
import { type Parsed, parseQuery } from "./parse-query.js";
import type { Query } from "./query.js";
import type { ListName, Names } from "./query-filters.js";
import { type How, type Ranked, rank } from "./rank.js";
import { selectFrom } from "./select.js";
import { createSimilar, type Similar } from "./similar.js";
import { suggestionsFor } from "./suggest.js";
import type { Vocabulary } from "./vocabulary.js";
import { whyMatched } from "./why.js";
import { readWords } from "./words.js";

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

const noneNeeded: Nearest = { kind: "similar", papers: [] };

/** Reads all titles once. Of papers with one id the first counts. */
export function createSearch(
  papers: readonly Searchable[],
  vocabulary: Vocabulary,
  lists: readonly ListName[] = [],
): SearchIndex {
  const index = createPaperIndex(papers);
  const related = createSimilar(
    papers,
    (paper) => index.get(paper.id)?.words ?? readWords(paper.title).words,
  );
  const names = { vocabulary, venues: index.venues, lists };
  const whole = searchIn(index, related, names);
  const search: SearchIndex = {
    ...whole,
    update({ added, removed }) {
      for (const part of [index, related]) part.remove(removed);
      for (const part of [index, related]) part.add(added);
      return search;
    },
    within: ({ papers, lists }) =>
      shownAs(papers, searchIn(selectFrom(index, papers), related, { ...names, lists })),
  };
  return search;
}

function searchIn(index: PaperIndex, related: Similar, names: Names): Search {
  return {
    parse: (text) => parseQuery(text, names),
    find(query, limit = Number.POSITIVE_INFINITY) {
      const work = workFor("query");
      const { ranked, total, needs, how } = rank(query, index, { work, wanted: limit });
      const nearest = how === "none" ? nearestPapers(query, index, work.share(0.5)) : noneNeeded;
      const advice = how === "all words" ? [] : adviceFor(query, index, work);
      return {
        hits: ranked.map(toHit),
        total,
        how,
        nearest: nearest.papers,
        nearestKind: nearest.kind,
        advice,
      };

      function toHit({ entry, score }: Ranked): Hit {
        return { paper: entry.paper, score, why: whyMatched(entry, needs) };
      }
    },
    suggest: (text, limit) => suggestionsFor(text, limit, index, names),
    similar: (paper, limit) => related.of(paper, limit, (id) => index.get(id) !== null),
  };
}

/** What is found is shown as the selection has it, not as the index does. */
function shownAs(papers: ReadonlyMap<string, Paper>, search: Search): Search {
  const shown = (paper: Paper): Paper => papers.get(paper.id) ?? paper;
  return {
    parse: search.parse,
    find(query, limit) {
      const found = search.find(query, limit);
      const hits = found.hits.map((hit) => ({ ...hit, paper: shown(hit.paper) }));
      return { ...found, hits, nearest: found.nearest.map(shown) };
    },
    suggest: (text, limit) => search.suggest(text, limit).map(shown),
    similar: (paper, limit) => search.similar(paper, limit).map(shown),
  };
}
