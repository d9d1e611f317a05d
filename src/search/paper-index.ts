import MiniSearch from "minisearch";
import type { Paper } from "../catalogue/paper.js";
import { createDictionary, type Dictionary } from "./dictionary.js";
import { type Entry, type Searchable, termsOf, toEntry } from "./entry.js";
import { isStem, isWord } from "./terms.js";
import type { Vocabulary } from "./vocabulary.js";

/** The papers by their terms. */
export interface PaperIndex {
  readonly dictionary: Dictionary;
  readonly size: number;
  get(id: string): Entry | null;
  /** Newest first, of one year in the order of the list. */
  newest(): readonly Entry[];
  /** The venues' names as the papers have them. */
  venues(): ReadonlySet<string>;
  /**
   * The papers with any of the terms, the greatest score first. A term's boost multiplies what it is worth.
   *
   * @param accepts is asked for each term of each paper, before that costs anything
   */
  search(
    terms: ReadonlyMap<string, number>,
    accepts: (entry: Entry) => boolean,
  ): readonly (readonly [Entry, score: number])[];
  /** A paper that is there already (the same id) stays as it is. */
  add(papers: readonly Searchable[]): void;
  remove(papers: readonly Paper[]): void;
}

/** What MiniSearch indexes of a paper: terms with a blank between. */
interface Document {
  readonly id: string;
  readonly stems: string;
  readonly others: string;
}

export function createPaperIndex(papers: readonly Searchable[], vocabulary: Vocabulary): PaperIndex {
  const entries = new Map<string, Entry>();
  const dictionary = createDictionary();
  const miniSearch = new MiniSearch<Document>({
    fields: ["stems", "others"],
    tokenize: (terms) => (terms === "" ? [] : terms.split(" ")),
    processTerm: (term) => term,
  });
  let next = 0;
  let newest: Entry[] = [];
  let venues = new Set<string>();
  let stale = false;

  /** What an update leaves for the next question. Sorting what is nearly sorted costs little. */
  function refresh(): void {
    if (!stale) return;
    const kept = newest.filter((entry) => entries.get(entry.paper.id) === entry);
    const last = kept.reduce((number, entry) => Math.max(number, entry.number), -1);
    const added = [...entries.values()].filter((entry) => entry.number > last);
    newest = [...kept, ...added].sort(newestFirst);
    venues = new Set(newest.flatMap(({ paper }) => paper.venue ?? []));
    stale = false;
  }

  const self: PaperIndex = {
    dictionary,
    get size() {
      return entries.size;
    },
    get: (id) => entries.get(id) ?? null,
    newest() {
      refresh();
      return newest;
    },
    venues() {
      refresh();
      return venues;
    },
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
    add(added) {
      const fresh: Entry[] = [];
      for (const paper of added) {
        if (entries.has(paper.id)) continue;
        const entry = toEntry(paper, next++, vocabulary);
        entries.set(paper.id, entry);
        fresh.push(entry);
      }
      for (const entry of fresh.sort(newestFirst)) {
        const terms = termsOf(entry);
        miniSearch.add(toDocument(entry, terms));
        dictionary.add(terms);
      }
      stale = true;
    },
    remove(removed) {
      for (const { id } of removed) {
        const entry = entries.get(id);
        if (!entry) continue;
        entries.delete(id);
        const terms = termsOf(entry);
        miniSearch.remove(toDocument(entry, terms));
        dictionary.remove(terms);
      }
      stale = true;
    },
  };
  self.add(papers);
  return self;
}

function newestFirst(a: Entry, b: Entry): number {
  return (b.paper.year ?? 0) - (a.paper.year ?? 0) || a.number - b.number;
}

/** Words themselves are not indexed: papers with a word are among those with its stem. */
function toDocument({ paper: { id } }: Entry, terms: ReadonlySet<string>): Document {
  const [stems, others]: [string[], string[]] = [[], []];
  for (const term of terms) if (!isWord(term)) (isStem(term) ? stems : others).push(term);
  return { id, stems: stems.join(" "), others: others.join(" ") };
}
