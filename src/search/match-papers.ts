import type { Dictionary } from "./dictionary.js";
import { type Searchable, termsOf, toEntry } from "./entry.js";
import { conceptsOf, createMatcher, indexAlone, type LonePaper } from "./matches.js";
import type { Query } from "./query.js";
import { termMatches } from "./term-matches.js";
import type { Vocabulary } from "./vocabulary.js";
import { readWords } from "./words.js";

/** A typed word can be up to three adjacent words of a title, written as one: `smoothquant` for `Smooth Quant`. */
const joinLengths = [2, 3];

/** Every term may be in a paper: what is found with this can be found in any paper. */
const everyTerm: Dictionary = {
  size: 1,
  count: () => 1,
  withPrefix: () => [],
  withFuzzyPrefix: () => [],
  fuzzy: () => [],
  add() {},
  remove() {},
};

/**
 * Finds which of a few papers a query {@link matches}, for thousands of queries: only papers that have a term for each
 * of the query's words are compared with it.
 */
export function createPaperMatcher<Paper extends Searchable>(
  papers: readonly Paper[],
  vocabulary: Vocabulary,
): (query: Query) => readonly Paper[] {
  const byTerm = new Map<string, Set<Paper>>();
  for (const paper of papers)
    for (const term of retrievalTerms(paper, vocabulary))
      byTerm.set(term, (byTerm.get(term) ?? new Set()).add(paper));
  /** By the ids of the query's concepts, then by paper. */
  const indexed = new Map<string, Map<Paper, LonePaper>>();

  function candidates({ text, expansions }: Query): readonly Paper[] {
    const context = { dictionary: everyTerm, typos: "none", corrections: new Map() } as const;
    const words = termMatches(readWords(text).words, expansions, context);
    let left = papers;
    for (const { terms } of words.filter(({ optional }) => !optional)) {
      if (left.length === 0) break;
      const having = [...terms.keys()].flatMap((term) => byTerm.get(term) ?? []);
      left = left.filter((paper) => having.some((papers) => papers.has(paper)));
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

/** The terms of a paper, and adjacent words of its title as one. */
function retrievalTerms(paper: Searchable, vocabulary: Vocabulary): ReadonlySet<string> {
  const entry = toEntry(paper, 0, vocabulary);
  const { words } = entry;
  const joined = joinLengths.flatMap((length) =>
    words.map((_, from) => words.slice(from, from + length).join("")),
  );
  return new Set([...termsOf(entry), ...joined]);
}
