import { createDictionary } from "./dictionary.js";
import { type Searchable, termsOf, toEntry } from "./entry.js";
import { conceptsOf, createMatcher, indexAlone, type LonePaper } from "./matches.js";
import { namesOf } from "./names-of-paper.js";
import type { Query } from "./query.js";
import { termMatches } from "./term-matches.js";
import { searchTermOf, termOf } from "./terms.js";
import type { Vocabulary } from "./vocabulary.js";
import { readQueryWords } from "./words.js";

/**
 * Finds which of a few papers a query {@link matches}, for thousands of queries: only papers that have a term for each
 * of the query's words are compared with it.
 */
export function createPaperMatcher<Paper extends Searchable>(
  papers: readonly Paper[],
  vocabulary: Vocabulary,
): (query: Query) => readonly Paper[] {
  const byTerm = new Map<string, Set<Paper>>();
  const dictionary = createDictionary();
  for (const paper of papers) {
    const terms = termsOf(toEntry(paper, vocabulary));
    dictionary.add(terms);
    const { authors, otherTitles } = namesOf(paper);
    for (const term of new Set([...terms, ...authors, ...otherTitles].map(searchTermOf)))
      byTerm.set(term, (byTerm.get(term) ?? new Set()).add(paper));
  }
  /** By the ids of the query's concepts, then by paper. */
  const indexed = new Map<string, Map<Paper, LonePaper>>();

  function candidates({ text, expansions }: Query): readonly Paper[] {
    const context = { dictionary, typos: "none", corrections: new Map() } as const;
    let left = papers;
    for (const { word, searchTerms, optional } of termMatches(readQueryWords(text), expansions, context)) {
      if (optional) continue;
      const having = [word, termOf.stem(word), ...searchTerms.keys()]
        .map(searchTermOf)
        .flatMap((term) => byTerm.get(term) ?? []);
      left = left.filter((paper) => having.some((papers) => papers.has(paper)));
      if (left.length === 0) break;
    }
    return left;
  }

  return (query) => {
    const left = candidates(query);
    if (left.length === 0) return [];
    const concepts = conceptsOf(query);
    const key = concepts.map(({ id }) => id).join("\n");
    const ofConcepts = indexed.get(key) ?? new Map<Paper, LonePaper>();
    indexed.set(key, ofConcepts);
    const matches = createMatcher(query);
    return left.filter((paper) => {
      const alone = ofConcepts.get(paper) ?? indexAlone(paper, concepts);
      ofConcepts.set(paper, alone);
      return matches(alone);
    });
  };
}
