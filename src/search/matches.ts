import { createDictionary } from "./dictionary.js";
import { type Searchable, termsOf, toEntry } from "./entry.js";
import { filterOf } from "./filters.js";
import type { Query } from "./query.js";
import { scoreOf } from "./score.js";
import { termMatches } from "./term-matches.js";
import { lookUpConcepts } from "./vocabulary.js";
import { readWords } from "./words.js";

/**
 * Whether this one paper has all the query's words and passes its filters. Words are compared as in a search
 * (spelling, inflection, joined and split names, abbreviations, venues and years), but typos and prefixes do not match:
 * a subscription is permanent, and one title alone cannot tell a typo from another word.
 */
export function matches(query: Query, paper: Searchable): boolean {
  const concepts = query.expansions.flatMap((expansion) => ("concept" in expansion ? expansion.concept : []));
  const entry = toEntry(paper, 0, lookUpConcepts(concepts));
  if (!filterOf(query)(entry)) return false;
  const typed = readWords(query.text).words;
  if (typed.length === 0) return true;
  const dictionary = createDictionary();
  dictionary.add(termsOf(entry));
  const needed = termMatches(typed, query.expansions, { dictionary, typos: "none", corrections: new Map() });
  return scoreOf(entry, needed, true) !== null;
}
