import { lookUpConcepts } from "./concepts.js";
import { createDictionary, type Dictionary } from "./dictionary.js";
import { type Entry, type Searchable, termsOf, toEntry } from "./entry.js";
import type { Concept } from "./expansions.js";
import { filterOf } from "./filters.js";
import { isNamed, type Names, namesOf } from "./names-of-paper.js";
import type { Query } from "./query.js";
import { scoreOf } from "./score.js";
import { termMatches } from "./term-matches.js";
import { readQueryWords } from "./words.js";

/** One paper, indexed alone. */
export interface LonePaper {
  readonly entry: Entry;
  readonly names: Names;
  readonly dictionary: Dictionary;
}

/**
 * Whether this one paper has all the query's words and passes its filters. Words are compared as in a search (spelling,
 * inflection, joined and split names, abbreviations, venues and years), also with the authors and the titles of other
 * lists. Typos and prefixes do not match: a subscription is permanent, and one title alone cannot tell a typo from another
 * word. Nor do abstracts: a search falls back on them where no title has the words, which one paper cannot tell.
 */
export function matches(query: Query, paper: Searchable): boolean {
  return createMatcher(query)(indexAlone(paper, conceptsOf(query)));
}

/** The same for several papers, which are indexed with the {@link conceptsOf} the query. */
export function createMatcher(query: Query): (paper: LonePaper) => boolean {
  const passes = filterOf(query);
  const typed = readQueryWords(query.text);
  return ({ entry, names, dictionary }) => {
    if (!passes(entry)) return false;
    const needed = termMatches(typed, query.expansions, {
      dictionary,
      typos: "none",
      corrections: new Map(),
    }).filter(({ word }) => !isNamed(word, names));
    return needed.every(({ optional }) => optional) || scoreOf(entry, needed, "all") !== null;
  };
}

/** The concepts that the words of a query name. */
export function conceptsOf({ expansions }: Query): readonly Concept[] {
  return expansions.flatMap((expansion) => ("concept" in expansion ? expansion.concept : []));
}

export function indexAlone(paper: Searchable, concepts: readonly Concept[]): LonePaper {
  const entry = toEntry(paper, lookUpConcepts(concepts));
  const dictionary = createDictionary();
  dictionary.add(termsOf(entry));
  return { entry, names: namesOf(paper), dictionary };
}
