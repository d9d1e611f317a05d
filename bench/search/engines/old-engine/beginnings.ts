import type { Work } from "./work.js";

/** A word, and how many papers have it. */
export interface Counted {
  readonly word: string;
  readonly count: number;
}

/** Words by their first letters, the most frequent first. */
export interface Beginnings {
  /** Words that begin so, the most frequent first. */
  longerThan(beginning: string, limit: number, work: Work): readonly string[];
  /** A new word. Its count may change later, which `changed` tells. */
  add(counted: Counted): void;
  changed(word: string): void;
}

/** Words with the same first letters, up to so many, share a shelf. */
const longestShelf = 3;

interface Shelf {
  readonly words: Counted[];
  sorted: boolean;
}

/**
 * A shelf is sorted when it is next asked for, which costs little as it is sorted but for a few: so the most frequent
 * of ten thousand words are had without looking at the others.
 */
export function createBeginnings(): Beginnings {
  const shelves = new Map<string, Shelf>();

  function shelf(beginning: string): Shelf | undefined {
    const found = shelves.get(beginning);
    if (found && !found.sorted) {
      found.words.sort((a, b) => b.count - a.count);
      found.sorted = true;
    }
    return found;
  }

  return {
    longerThan(beginning, limit, work) {
      const found: string[] = [];
      for (const { word, count } of shelf(beginning.slice(0, longestShelf))?.words ?? []) {
        if (count === 0 || found.length === limit || !work.spend(1)) break;
        if (word.length > beginning.length && word.startsWith(beginning)) found.push(word);
      }
      return found;
    },
    add(counted) {
      for (const beginning of beginningsOf(counted.word)) {
        const found = shelves.get(beginning);
        if (found) {
          found.words.push(counted);
          found.sorted = false;
        } else shelves.set(beginning, { words: [counted], sorted: true });
      }
    },
    changed(word) {
      for (const beginning of beginningsOf(word)) {
        const found = shelves.get(beginning);
        if (found) found.sorted = false;
      }
    },
  };
}

function beginningsOf(word: string): string[] {
  const lengths = Math.min(word.length, longestShelf);
  return Array.from({ length: lengths }, (_, i) => word.slice(0, i + 1));
}
