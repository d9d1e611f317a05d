import MiniSearch from "minisearch";
import type { Paper } from "../catalogue/paper.js";
import { createDictionary, type Dictionary } from "./dictionary.js";
import { type Entry, type Searchable, termsOf, toEntry } from "./entry.js";
import { searchTermOf } from "./terms.js";
import type { Vocabulary } from "./vocabulary.js";

/** The papers by their terms. */
export interface PaperIndex {
  readonly dictionary: Dictionary;
  has(id: string): boolean;
  entryOf(id: string): Entry | null;
  /** Newest first, of one year in the order of the list. */
  newest(): readonly Entry[];
  /** The venues' names as the papers have them. */
  venues(): ReadonlySet<string>;
  /**
   * The papers with any of the terms, by descending score. The boost of a term multiplies its score.
   *
   * @param accepts is called for each term of each paper before it is scored
   */
  search(
    terms: ReadonlyMap<string, number>,
    accepts: (entry: Entry) => boolean,
  ): readonly (readonly [Entry, score: number])[];
  /** The papers with adjacent words of these initials. A pass over all papers. */
  withInitials(letters: string): readonly Entry[];
  /** Adds papers, one at each step. Papers with a known id are ignored. */
  adding(papers: readonly Searchable[]): Generator<undefined, void>;
  remove(papers: readonly Paper[]): void;
}

export function createPaperIndex(vocabulary: Vocabulary): PaperIndex {
  const entries = new Map<string, Entry>();
  const dictionary = createDictionary();
  const miniSearch = new MiniSearch<{ readonly id: string; readonly terms: string }>({
    fields: ["terms"],
    tokenize: (terms) => terms.split(" "),
    processTerm: (term) => term,
  });
  /** Of papers that were removed: one that comes back, as every changed one does, has its place again. */
  const numbers = new Map<string, number>();
  let nextNumber = 0;
  // Made on demand, as few queries need them: an update of some papers must not cost a pass over all.
  let newest: readonly Entry[] | null = null;
  let venues: ReadonlySet<string> | null = null;

  return {
    dictionary,
    has: (id) => entries.has(id),
    entryOf: (id) => entries.get(id) ?? null,
    newest: () => (newest ??= [...entries.values()].sort(newestFirst)),
    venues: () => (venues ??= new Set([...entries.values()].flatMap(({ paper }) => paper.venue ?? []))),
    search: (terms, accepts) =>
      miniSearch
        .search([...terms.keys()].join(" "), {
          boostTerm: (term) => terms.get(term) ?? 1,
          boostDocument(id) {
            const entry = entries.get(id);
            return entry && accepts(entry) ? 1 : 0;
          },
        })
        .flatMap(({ id, score }) => {
          const entry = entries.get(id);
          return entry ? [[entry, score] as const] : [];
        }),
    withInitials: (letters) => [...entries.values()].filter(({ initials }) => initials.includes(letters)),
    *adding(added) {
      const fresh: Entry[] = [];
      for (const paper of added) {
        if (entries.has(paper.id)) continue;
        const entry = toEntry(paper, numbers.get(paper.id) ?? nextNumber++, vocabulary);
        entries.set(paper.id, entry);
        fresh.push(entry);
        yield;
      }
      for (const entry of fresh.sort(newestFirst)) {
        const terms = termsOf(entry);
        miniSearch.add(toDocument(entry.paper.id, terms));
        dictionary.add(terms);
        yield;
      }
      newest = venues = null;
    },
    remove(removed) {
      for (const { id } of removed) {
        const entry = entries.get(id);
        if (!entry) continue;
        entries.delete(id);
        numbers.set(id, entry.number);
        const terms = termsOf(entry);
        miniSearch.remove(toDocument(id, terms));
        dictionary.remove(terms);
      }
      newest = venues = null;
    },
  };
}

function newestFirst(a: Entry, b: Entry): number {
  return (b.paper.year ?? 0) - (a.paper.year ?? 0) || a.number - b.number;
}

/** Papers with a word or stem are among those with its family, so only that is indexed. */
function toDocument(id: string, terms: ReadonlySet<string>) {
  return { id, terms: [...new Set([...terms].map(searchTermOf))].join(" ") };
}
