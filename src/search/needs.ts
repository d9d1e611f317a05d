import type { Meaning } from "./meanings.js";
import type { PaperIndex } from "./paper-index.js";
import { isStopWord } from "./stop-words.js";
import type { Words } from "./words.js";

/** How a title's word came to stand for a typed one. */
export type How = "exact" | "form" | "beginning" | "typo" | "meaning";

export interface Match {
  /** 1 for the word itself, less the further away it is. */
  readonly quality: number;
  readonly how: How;
}

/** Words that must stand side by side; any of each place's words will do. */
export interface Phrase extends Match {
  readonly places: readonly ReadonlySet<string>[];
}

/** One typed word, and everything in a paper that answers it. */
export interface Need {
  readonly word: string;
  /** It may be missing: `the`, `of`. */
  readonly optional: boolean;
  /** How much it tells: rare words more than common ones. Above 0. */
  readonly weight: number;
  readonly words: ReadonlyMap<string, Match>;
  readonly phrases: readonly Phrase[];
  readonly venues: ReadonlySet<string>;
  readonly years: ReadonlySet<number>;
}

/** How far a title's words may be from the typed ones. */
export interface Tolerance {
  /** Which words may be misspelt: those that no title has, all of them, or none. */
  readonly typos: "unknown" | "all" | "none";
  /** Which words may be cut short: the last and those that no title has, or none. */
  readonly cut: "last" | "none";
}

const quality = {
  exact: 1,
  joined: 0.98,
  form: 0.86,
  beginning: 0.8,
  typo: [1, 0.74, 0.56, 0.4],
  cutTypo: [0.7, 0.6, 0.45, 0.3],
  meaning: 0.7,
} as const;

const longestJoin = 4;
/** Per query, so that five hundred words, or one letter, cost no more than an honest query does. */
const limits = { beginnings: 400, typos: 60, misspelt: 10 } as const;

/** Works out what answers each typed word, against the words that the index knows. */
export function needsOf(
  typed: Words,
  meanings: readonly Meaning[],
  index: PaperIndex,
  tolerance: Tolerance,
): readonly Need[] {
  const { words } = typed;
  const allStop = words.every(isStopWord);
  const drafts = words.map((word) => createDraft(word));
  let misspeltLeft: number = limits.misspelt;
  const near = (word: string, cut: boolean) => (misspeltLeft-- > 0 ? nearWords(word, index, cut) : []);
  addJoins(words, drafts, index, tolerance);
  for (const join of typed.joins) {
    if (tolerance.typos !== "none" && index.dictionary.count(join.word) === 0 && join.word.length > 3) {
      const matches = near(join.word, false);
      for (const draft of drafts.slice(join.from, join.to)) draft.putAll(matches);
    }
  }
  for (const meaning of meanings) addMeaning(meaning, drafts, index);
  words.forEach((word, i) => {
    const draft = drafts[i];
    if (draft) addWord(word, draft, i === words.length - 1, index, tolerance, near);
  });
  return drafts.map((draft) => draft.finish(index, !allStop));
}

interface Draft {
  known(): boolean;
  put(word: string, match: Match): void;
  putAll(matches: Iterable<readonly [string, Match]>): void;
  phrases: Phrase[];
  venues: Set<string>;
  years: Set<number>;
  finish(index: PaperIndex, mayBeOptional: boolean): Need;
}

function createDraft(word: string): Draft {
  const words = new Map<string, Match>();
  const phrases: Phrase[] = [];
  const venues = new Set<string>();
  const years = new Set<number>();
  const put = (answer: string, match: Match) => {
    if (match.quality > (words.get(answer)?.quality ?? 0)) words.set(answer, match);
  };
  return {
    known: () => words.size + phrases.length + venues.size + years.size > 0,
    put,
    putAll(matches) {
      for (const [answer, match] of matches) put(answer, match);
    },
    phrases,
    venues,
    years,
    finish(index, mayBeOptional) {
      const optional = mayBeOptional && isStopWord(word);
      return {
        word,
        optional,
        weight: optional ? 0.05 : weightOf(index, words, phrases, venues, years),
        words,
        phrases,
        venues,
        years,
      };
    },
  };
}

function addWord(
  word: string,
  draft: Draft,
  last: boolean,
  index: PaperIndex,
  tolerance: Tolerance,
  near: (word: string, cut: boolean) => [string, Match][],
): void {
  const { dictionary } = index;
  if (dictionary.count(word) > 0) draft.put(word, { quality: quality.exact, how: "exact" });
  for (const form of dictionary.forms(word)) draft.put(form, { quality: quality.form, how: "form" });
  if (index.count("venue", word) > 0) draft.venues.add(word);
  const unknown = !draft.known();
  if (/^\p{N}+$/u.test(word)) return;
  if (unknown) draft.phrases.push(...splits(word, index));
  if (tolerance.cut === "last" && (last || (unknown && word.length > 2))) {
    for (const longer of dictionary.beginningWith(word, limits.beginnings)) {
      const share = word.length / longer.length;
      draft.put(longer, { quality: quality.beginning * (0.9 + 0.1 * share), how: "beginning" });
    }
  }
  if (tolerance.typos === "all" || (tolerance.typos === "unknown" && unknown)) {
    draft.putAll(near(word, last && tolerance.cut === "last"));
  }
}

/** `smooth quant` for a title's `SmoothQuant`: neighbours that some title writes as one. */
function addJoins(
  words: readonly string[],
  drafts: readonly Draft[],
  index: PaperIndex,
  { cut }: Tolerance,
): void {
  for (let from = 0; from < words.length - 1; from++) {
    let joined = words[from] ?? "";
    const last = Math.min(words.length, from + longestJoin);
    for (let to = from + 2; to <= last; to++) {
      joined += words[to - 1] ?? "";
      const answers = index.dictionary
        .forms(joined)
        .map(
          (form) =>
            [form, { quality: form === joined ? quality.joined : quality.form, how: "form" }] as const,
        );
      const longer =
        cut === "last" && to === words.length && joined.length > 3
          ? index.dictionary.beginningWith(joined, limits.beginnings)
          : [];
      for (const draft of drafts.slice(from, to)) {
        draft.putAll(answers);
        for (const word of longer) draft.put(word, { quality: quality.beginning, how: "beginning" });
      }
    }
  }
}

/** `smoothquant` for a title's `Smooth Quant`: two known words written as one. */
function splits(word: string, index: PaperIndex): Phrase[] {
  const phrases: Phrase[] = [];
  for (let at = 1; at < word.length; at++) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    if (index.dictionary.count(left) > 0 && index.dictionary.count(right) > 0) {
      phrases.push({ places: [new Set([left]), new Set([right])], quality: quality.joined, how: "form" });
    }
  }
  return phrases;
}

function nearWords(word: string, index: PaperIndex, cut: boolean): [string, Match][] {
  const most = word.length < 3 ? 0 : word.length < 5 ? 1 : 2;
  if (most === 0 || isStopWord(word)) return [];
  const whole = index.dictionary
    .near(word, most, { cut: false, limit: limits.typos })
    .map((near): [string, Match] => [
      near.word,
      { quality: quality.typo[near.distance] ?? 0.3, how: "typo" },
    ]);
  if (!cut || word.length < 4) return whole;
  const begun = index.dictionary
    .near(word, word.length < 7 ? 1 : 2, { cut: true, limit: limits.typos })
    .map((near): [string, Match] => [
      near.word,
      { quality: quality.cutTypo[near.distance] ?? 0.3, how: "typo" },
    ]);
  return [...whole, ...begun];
}

function addMeaning(meaning: Meaning, drafts: readonly Draft[], index: PaperIndex): void {
  for (const draft of drafts.slice(meaning.from, meaning.to)) {
    if (meaning.kind === "venue") {
      if (index.count("venue", meaning.venue) > 0) draft.venues.add(meaning.venue);
    } else if (meaning.kind === "year") {
      if (index.count("year", String(meaning.year)) > 0) draft.years.add(meaning.year);
    } else {
      const places = meaning.form.map((word) => new Set(index.dictionary.forms(word)));
      const [only] = places;
      if (places.length === 1 && only) {
        for (const word of only) draft.put(word, { quality: quality.meaning, how: "meaning" });
      } else if (places.every((place) => place.size > 0)) {
        draft.phrases.push({ places, quality: quality.meaning, how: "meaning" });
      }
    }
  }
}

/** The logarithm of how rare the most common of the best answers is. */
function weightOf(
  index: PaperIndex,
  words: ReadonlyMap<string, Match>,
  phrases: readonly Phrase[],
  venues: ReadonlySet<string>,
  years: ReadonlySet<number>,
): number {
  let best = 0;
  let count = 0;
  for (const [word, match] of words) {
    if (match.quality < best) continue;
    const papers = index.count("text", word);
    count = match.quality > best ? papers : Math.max(count, papers);
    best = match.quality;
  }
  for (const phrase of phrases) {
    if (phrase.quality > best) count = Math.max(count, phraseCount(index, phrase));
  }
  for (const venue of venues) count = Math.max(count, index.count("venue", venue));
  for (const year of years) count = Math.max(count, index.count("year", String(year)));
  return Math.log(1 + (index.size + 1) / (count + 1));
}

/** At most this many papers have the phrase: as many as have its rarest word. */
export function phraseCount(index: PaperIndex, phrase: Phrase): number {
  return Math.min(...phrase.places.map((place) => sum(place, (word) => index.count("text", word))));
}

function sum<T>(values: Iterable<T>, amount: (value: T) => number): number {
  let total = 0;
  for (const value of values) total += amount(value);
  return total;
}
