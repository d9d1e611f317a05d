import { filterOf } from "./filters.js";
import { needsOf } from "./needs.js";
import { createPaperIndex, type Searchable } from "./paper-index.js";
import type { Query } from "./query.js";
import { scoreOf } from "./score.js";
import { createSpeller } from "./speller.js";
import { readWords } from "./words.js";
import { createWork } from "./work.js";

/**
 * Whether this one paper has all the query's words and passes its filters. Words are compared as the search compares
 * them (spelling, inflection, joined and split names, abbreviations, venues and years), but typos and cut words are
 * not forgiven: a subscription is written with care and read for years, and one title cannot tell a typo from
 * another word.
 */
export function matches(query: Query, paper: Searchable): boolean {
  const index = createPaperIndex([paper]);
  const entry = index.get(paper.id);
  if (!entry || !filterOf(query, index).passes(entry)) return false;
  const typed = readWords(query.text);
  if (typed.words.length === 0) return true;
  const work = createWork(Number.POSITIVE_INFINITY);
  const needs = needsOf(typed, query.meanings, {
    index,
    speller: createSpeller(index.dictionary),
    tolerance: { typos: "none", cut: "none" },
    work,
  });
  return scoreOf(entry, needs, true, work) !== null;
}
