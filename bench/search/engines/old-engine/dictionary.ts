import { createBeginnings } from "./beginnings.js";
import { editDistance, prefixDistance } from "./edit-distance.js";
import { createLookAlikes } from "./look-alikes.js";
import { stem } from "./stem.js";
import { isStopWord } from "./stop-words.js";
import type { Work } from "./work.js";

export interface Near {
  readonly word: string;
  readonly distance: number;
  /** How many papers have it. */
  readonly count: number;
}

/** Every word of the titles, with how many papers have it. */
export interface Dictionary {
  /** How many papers have the word; 0 for an unknown one. */
  count(word: string): number;
  /** The known words that share the stem of `word`, which need not be known itself. */
  forms(word: string): readonly string[];
  /** Known words that begin with `beginning`, the most frequent ones of many; not itself, and no stop words. */
  beginningWith(beginning: string, limit: number, work: Work): readonly string[];
  /**
   * Known words at most `most` letters away from `word`, nearest first, of equals the most frequent: not itself, and no stop words. With `cut`, it
   * is enough that they begin so.
   */
  near(
    word: string,
    most: number,
    options: { readonly cut: boolean; readonly limit: number; readonly work: Work },
  ): readonly Near[];
  add(word: string): void;
  remove(word: string): void;
}

/** What an edit distance costs, in steps. */
const editDistanceSteps = 8;

export function createDictionary(): Dictionary {
  const known = new Map<string, { readonly word: string; count: number }>();
  const byStem = new Map<string, string[]>();
  const beginnings = createBeginnings();
  const lookAlikes = createLookAlikes();

  return {
    count: (word) => known.get(word)?.count ?? 0,
    forms: (word) => byStem.get(stem(word))?.filter((form) => known.get(form)?.count) ?? [],
    beginningWith: (beginning, limit, work) => beginnings.longerThan(beginning, limit, work),
    near(word, most, { cut, limit, work }) {
      const found: Near[] = [];
      const measure = cut ? prefixDistance : editDistance;
      lookAlikes.visit(word, most, cut, work, (candidate) => {
        work.spend(editDistanceSteps);
        const distance = measure(word, candidate, most);
        if (distance > most || candidate === word) return;
        const count = known.get(candidate)?.count ?? 0;
        if (count > 0) found.push({ word: candidate, distance, count });
      });
      return found.sort((a, b) => a.distance - b.distance || b.count - a.count).slice(0, limit);
    },
    add(word) {
      const counted = known.get(word);
      if (counted) {
        counted.count++;
        beginnings.changed(word);
        return;
      }
      const added = { word, count: 1 };
      known.set(word, added);
      const root = stem(word);
      const forms = byStem.get(root);
      if (forms) forms.push(word);
      else byStem.set(root, [word]);
      if (isStopWord(word)) return;
      beginnings.add(added);
      lookAlikes.add(word);
    },
    remove(word) {
      const counted = known.get(word);
      if (!counted || counted.count === 0) return;
      counted.count--;
      beginnings.changed(word);
    },
  };
}
