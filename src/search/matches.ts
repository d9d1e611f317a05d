import { createDictionary } from "./dictionary.js";
import { type Searchable, termsOf, toEntry } from "./entry.js";
import { filterOf } from "./filters.js";
import type { Query } from "./query.js";
import { scoreOf } from "./score.js";
import { termMatches } from "./term-matches.js";
import { lookUpConcepts } from "./vocabulary.js";
import { readWords } from "./words.js";

/**
 * Whether this one paper has all the query's words and passes its filters. Words are compared as the search compares
 * them (spelling, inflection, joined and split names, abbreviations, venues and years), but typos and cut words are
 * not forgiven: a subscription is written with care and read for years, and one title cannot tell a typo from
 * another word.
 */
export function matches(query: Query, paper: Searchable): boolean {
  const concepts = query.expansions.flatMap((expansion) =>
    expansion.kind === "concept" ? expansion.concept : [],
  );
  const entry = toEntry(paper, 0, lookUpConcepts(concepts));
  if (!filterOf(query)(entry)) return false;
  const typed = readWords(query.text);
  if (typed.words.length === 0) return true;
  const dictionary = createDictionary();
  dictionary.add(termsOf(entry));
  const needed = termMatches(typed, query.expansions, {
    dictionary,
    size: 1,
    typos: "none",
    corrections: new Map(),
  });
  return scoreOf(entry, needed, true) !== null;
}
