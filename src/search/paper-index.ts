import MiniSearch from "minisearch";
import type { Paper } from "../catalogue/paper.js";

import { createDictionary, type Dictionary } from "./dictionary.js";
import { isStopWord } from "./stop-words.js";
import { venueWord } from "./venue-word.js";
import { readWords, type Words } from "./words.js";

/** A paper as the index sees it. */
export interface Entry extends Words {
  /** Its place in the index: later additions have greater numbers. */
  readonly number: number;
  readonly paper: Paper;
  /** How many of its words tell something: all but the stop words. */
  readonly telling: number;
  /** The venue as a word: `neurips`. Empty where there is none. */
  readonly venue: string;
  /** How many words stand before the title's first colon: the method's name. 0 where there is no short name. */
  readonly nameLength: number;
}

export type Field = "text" | "venue" | "year";

/** The papers by their words. */
export interface PaperIndex {
  readonly dictionary: Dictionary;
  readonly size: number;
  entries(): Iterable<Entry>;
  /** The venues' names as the papers have them. Iterate afresh each time: it follows the index. */
  readonly venues: Iterable<string>;
  get(id: string): Entry | null;
  /** Calls `visit` once for each paper that has exactly this word in this field. */
  visit(field: Field, word: string, visit: (entry: Entry) => void): void;
  count(field: Field, word: string): number;
  /** A paper that is there already (the same id) stays as it is. */
  add(papers: readonly Paper[]): void;
  remove(papers: readonly Paper[]): void;
}

const longestName = 5;

/**
 * MiniSearch keeps which paper has which word. It is asked for one known word at a time, and hands its papers over
 * through `boostDocument`, which answers 0: so it builds and sorts no result objects, and a word that thirty thousand
 * titles share costs milliseconds. What a word is allowed to match, and the ranking, are ours.
 */
export function createPaperIndex(papers: readonly Paper[]): PaperIndex {
  const dictionary = createDictionary();
  const entries = new Map<number, Entry>();
  const numbers = new Map<string, number>();
  const counts = new Map<string, number>();
  const venues = new Map<string, number>();
  const index = new MiniSearch<{ number: number } & Record<Field, string>>({
    idField: "number",
    fields: ["text", "venue", "year"] satisfies Field[],
    tokenize: (text) => text.split(" "),
    processTerm: (word) => word,
    autoVacuum: { minDirtCount: 100, minDirtFactor: 0.1 },
  });
  let next = 0;

  function note(entry: Entry, change: 1 | -1): void {
    for (const word of distinctWords(entry)) {
      if (change === 1) dictionary.add(word);
      else dictionary.remove(word);
    }
    const { venue } = entry.paper;
    if (venue !== null) {
      const left = (venues.get(venue) ?? 0) + change;
      if (left > 0) venues.set(venue, left);
      else venues.delete(venue);
    }
    for (const key of [`venue ${entry.venue}`, `year ${entry.paper.year}`]) {
      counts.set(key, (counts.get(key) ?? 0) + change);
    }
  }

  const self: PaperIndex = {
    dictionary,
    get size() {
      return entries.size;
    },
    entries: () => entries.values(),
    venues: { [Symbol.iterator]: () => venues.keys() },
    get(id) {
      const number = numbers.get(id);
      return (number === undefined ? undefined : entries.get(number)) ?? null;
    },
    visit(field, word, visit) {
      index.search(word, {
        fields: [field],
        tokenize: (text) => [text],
        boostDocument(number: number) {
          const entry = entries.get(number);
          if (entry) visit(entry);
          return 0;
        },
      });
    },
    count: (field, word) =>
      field === "text" ? dictionary.count(word) : (counts.get(`${field} ${word}`) ?? 0),
    add(added) {
      for (const paper of added) {
        if (numbers.has(paper.id)) continue;
        const entry = toEntry(paper, next++);
        entries.set(entry.number, entry);
        numbers.set(paper.id, entry.number);
        index.add({
          number: entry.number,
          text: [...distinctWords(entry)].join(" "),
          venue: entry.venue,
          year: String(paper.year ?? ""),
        });
        note(entry, 1);
      }
    },
    remove(removed) {
      for (const paper of removed) {
        const entry = self.get(paper.id);
        if (!entry) continue;
        entries.delete(entry.number);
        numbers.delete(paper.id);
        index.discard(entry.number);
        note(entry, -1);
      }
    },
  };
  self.add(papers);
  return self;
}

function toEntry(paper: Paper, number: number): Entry {
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
