import { rarity } from "./answer-count.js";
import type { Match, Need, Phrase } from "./need.js";
import type { PaperIndex } from "./paper-index.js";
import { isStopWord } from "./stop-words.js";

/** A need while its answers are being collected. */
export interface DraftNeed {
  readonly word: string;
  readonly phrases: Phrase[];
  readonly venues: Set<string>;
  readonly years: Set<number>;
  /** Whether anything answers it yet. */
  answered(): boolean;
  /** Of several ways to the same word the best counts. */
  put(word: string, match: Match): void;
  finish(mayBeOptional: boolean): Need;
}

const optionalWeight = 0.05;

export function createDraftNeed(word: string, index: PaperIndex): DraftNeed {
  const words = new Map<string, Match>();
  const phrases: Phrase[] = [];
  const venues = new Set<string>();
  const years = new Set<number>();
  return {
    word,
    phrases,
    venues,
    years,
    answered: () => words.size + phrases.length + venues.size + years.size > 0,
    put(answer, match) {
      if (match.quality > (words.get(answer)?.quality ?? 0)) words.set(answer, match);
    },
    finish(mayBeOptional) {
      const answers = { words, phrases, venues, years };
      const optional = mayBeOptional && isStopWord(word);
      return { word, optional, weight: optional ? optionalWeight : rarity(answers, index), ...answers };
    },
  };
}
