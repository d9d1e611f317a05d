import type { ListedPaper } from "../../../../src/catalogue/listed-paper.js";
import type { Paper } from "../../../../src/catalogue/paper.js";
import { createDictionary, type Dictionary } from "./dictionary.js";
import { createPostings, type Postings } from "./postings.js";
import { isStopWord } from "./stop-words.js";
import { venueWord } from "./venue-word.js";
import { readWords, type Words } from "./words.js";

/** A paper of one list alone, or of several together. */
export type Searchable = Paper | ListedPaper;

/** A paper as the index sees it. */
export interface Entry extends Words {
  /** Its place in the index: later additions have greater numbers. */
  readonly number: number;
  readonly paper: Searchable;
  /** How many of its words tell something: all but the stop words. */
  readonly telling: number;
  /** The venue as a word: `neurips`. Empty where there is none. */
  readonly venue: string;
  /** How many words stand before the title's first colon: the method's name. 0 where there is no short name. */
  readonly nameLength: number;
}

/** `id` is by the paper's own id and by its arXiv id. Papers without a year have the year 0. */
export type Field = "text" | "venue" | "year" | "id";

/** The papers by their words. */
export interface PaperIndex {
  readonly dictionary: Dictionary;
  readonly size: number;
  /** Calls `visit` for all papers, the newest year first, each in the order of the list, until it answers false. */
  visitNewest(visit: (entry: Entry) => boolean): void;
  /** The venues' names as the papers have them. Iterate afresh each time: it follows the index. */
  readonly venues: Iterable<string>;
  get(id: string): Entry | null;
  /**
   * Calls `visit` once for each paper that has exactly this word in this field, until it answers false: first what was
   * added later, and of what was added together the newest.
   */
  visit(field: Field, word: string, visit: (entry: Entry) => boolean): void;
  count(field: Field, word: string): number;
  /** All that {@link visit} would visit, as they were added. */
  all(field: Field, word: string): readonly Entry[];
  /** A paper that is there already (the same id) stays as it is. */
  add(papers: readonly Searchable[]): void;
  remove(papers: readonly Paper[]): void;
}

const longestName = 5;

export function createPaperIndex(papers: readonly Searchable[]): PaperIndex {
  const dictionary = createDictionary();
  const entries = new Map<string, Entry>();
  const venueNames = createPostings<Entry>();
  const fields: Readonly<Record<Field, Postings<Entry>>> = {
    text: createPostings(),
    venue: createPostings(),
    year: createPostings(),
    id: createPostings(),
  };
  let next = 0;

  function change(entry: Entry, what: "add" | "remove"): void {
    const { paper, venue } = entry;
    for (const word of distinctWords(entry)) {
      fields.text[what](word, entry);
      dictionary[what](word);
    }
    if (paper.venue !== null) venueNames[what](paper.venue, entry);
    if (venue !== "") fields.venue[what](venue, entry);
    fields.id[what](paper.id, entry);
    if (paper.arxivId !== null) fields.id[what](paper.arxivId, entry);
  }

  const self: PaperIndex = {
    dictionary,
    get size() {
      return entries.size;
    },
    visitNewest(visit) {
      const years = [...fields.year.words()].sort((a, b) => Number(b) - Number(a));
      for (const year of years) {
        for (const entry of fields.year.all(year)) if (!visit(entry)) return;
      }
    },
    venues: { [Symbol.iterator]: () => venueNames.words()[Symbol.iterator]() },
    get: (id) => entries.get(id) ?? null,
    visit: (field, word, visit) => fields[field].visit(word, visit),
    count: (field, word) => fields[field].count(word),
    all: (field, word) => fields[field].all(word),
    add(added) {
      const fresh: Entry[] = [];
      for (const paper of added) {
        if (entries.has(paper.id)) continue;
        const entry = toEntry(paper, next++);
        entries.set(paper.id, entry);
        fresh.push(entry);
      }
      for (const entry of fresh) fields.year.add(yearWord(entry), entry);
      for (const entry of fresh.sort(newestLast)) change(entry, "add");
    },
    remove(removed) {
      for (const { id } of removed) {
        const entry = entries.get(id);
        if (!entry) continue;
        entries.delete(id);
        fields.year.remove(yearWord(entry), entry);
        change(entry, "remove");
      }
    },
  };
  self.add(papers);
  return self;
}

function yearWord({ paper }: Entry): string {
  return String(paper.year ?? 0);
}

function newestLast(a: Entry, b: Entry): number {
  return (a.paper.year ?? 0) - (b.paper.year ?? 0) || b.number - a.number;
}

function toEntry(paper: Searchable, number: number): Entry {
  const read = readWords(paper.title);
  return {
    number,
    paper,
    ...read,
    telling: read.words.filter((word) => !isStopWord(word)).length,
    venue: venueWord(paper.venue),
    nameLength: nameLength(paper.title),
  };
}

function nameLength(title: string): number {
  const colon = title.indexOf(":");
  if (colon < 1) return 0;
  const length = readWords(title.slice(0, colon)).words.length;
  return length <= longestName ? length : 0;
}

function distinctWords(entry: Entry): Set<string> {
  const words = new Set(entry.words);
  for (const join of entry.joins) words.add(join.word);
  return words;
}
