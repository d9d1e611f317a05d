import type { Dictionary } from "./dictionary.js";
import type { Expansion } from "./expansions.js";
import { splitsOf } from "./splits.js";
import { stem } from "./stem.js";
import { isStopWord } from "./stop-words.js";
import { type Match, quality, type Split, type TermMatch } from "./term-match.js";
import { termOf } from "./terms.js";
import { variantKey } from "./vocabulary.js";
import type { Words } from "./words.js";

/** What the search knows when it works out what matches a typed word. */
export interface MatchContext {
  readonly dictionary: Dictionary;
  /** How many papers there are. */
  readonly size: number;
  /** Which words may be misspelt: those that no title has, all of them, or none; then no word may be cut short either. */
  readonly typos: "unknown" | "all" | "none";
}

/** So that no text costs much more than another one. */
const limits = {
  joinedWords: 6,
  prefixes: 200,
  shortPrefixes: 30,
  typos: 60,
  misspelt: 6,
  letters: 48,
} as const;

/** How much a word counts that may be missing. */
const optionalWeight = 0.05;

/** A {@link TermMatch} that is still being worked out. */
interface Draft {
  readonly word: string;
  readonly terms: Map<string, Match>;
  readonly splits: Split[];
}

/** Works out what matches each typed word. A word typed twice counts once. */
export function termMatches(
  typed: Words,
  expansions: readonly Expansion[],
  context: MatchContext,
): readonly TermMatch[] {
  const { dictionary } = context;
  const { words } = typed;
  const drafts = words.map((word): Draft => ({ word, terms: new Map(), splits: [] }));
  const misspelt = new Set<string>();
  const put = (draft: Draft, term: string, match: Match) => {
    if (match.quality > (draft.terms.get(term)?.quality ?? 0)) draft.terms.set(term, match);
  };
  const putTypos = (spanned: readonly Draft[], word: string) => {
    for (const [term, match] of typosOf(word, dictionary, misspelt))
      for (const draft of spanned) put(draft, term, match);
  };
  const isKnown = (draft: Draft) => [...draft.terms.keys()].some((term) => dictionary.count(term) > 0);

  const together = new Set(
    expansions.flatMap(({ kind, from, to }) =>
      kind === "concept" && to - from > 1 ? Array.from({ length: to - from }, (_, i) => from + i) : [],
    ),
  );
  for (const [i, draft] of drafts.entries()) {
    const apart = together.has(i) ? quality.apart : 1;
    put(draft, draft.word, { quality: quality.exact * apart, kind: "exact" });
    put(draft, termOf.stem(stem(draft.word)), { quality: quality.form * apart, kind: "form" });
    put(draft, termOf.venue(draft.word), { quality: quality.fact, kind: "fact" });
  }
  for (const { from, to, word } of neighbours(words)) {
    for (const draft of drafts.slice(from, to)) {
      put(draft, word, { quality: quality.joined, kind: "form" });
      put(draft, termOf.stem(stem(word)), { quality: quality.form, kind: "form" });
      put(draft, termOf.venue(word), { quality: quality.fact, kind: "fact" });
    }
  }
  for (const expansion of expansions) {
    const { from, to } = expansion;
    const spelt = termOf.stem(variantKey(words.slice(from, to)));
    for (const draft of drafts.slice(from, to)) {
      for (const [term, match] of expanded(expansion)) put(draft, term, match);
      if (expansion.kind === "concept") put(draft, spelt, { quality: quality.joined, kind: "form" });
    }
  }
  if (context.typos !== "none") {
    for (const { from, to, word } of typed.joins) {
      if (word.length > 3 && dictionary.count(word) === 0) putTypos(drafts.slice(from, to), word);
    }
  }
  for (const [i, draft] of drafts.entries()) {
    const { word } = draft;
    if (/^\p{N}+$/u.test(word) || word.length > limits.letters) continue;
    const [last, unknown] = [i === drafts.length - 1, !isKnown(draft)];
    const unwritten = dictionary.count(word) === 0 && !together.has(i);
    if (unknown) draft.splits.push(...splitsOf(word, dictionary));
    if (context.typos === "none") continue;
    if (last || ((unknown || unwritten) && word.length > 2)) {
      putPrefixes(word, [draft]);
      // A wrong ending hides the word: `evaluats` for `evaluating`.
      const root = stem(word);
      if (unknown && root.length > 3 && root !== word) putPrefixes(root, [draft]);
      for (const { from, to, word } of last ? neighbours(words) : []) {
        if (to === words.length && word.length > 3) putPrefixes(word, drafts.slice(from, to));
      }
    }
    if (context.typos === "unknown" && !unknown) continue;
    putTypos([draft], word);
    if (last && word.length > 3) {
      for (const longer of dictionary.nearlyLongerThan(word, limits.typos)) {
        if (sameDigits(word, longer)) put(draft, longer, { quality: quality.prefixTypo, kind: "typo" });
      }
    }
  }
  const someContent = words.some((word) => !isStopWord(word));
  return drafts
    .filter(({ word }, i) => words.lastIndexOf(word) === i)
    .map((draft) => finished(draft, someContent && isStopWord(draft.word), context));

  function putPrefixes(prefix: string, spanned: readonly Draft[]): void {
    for (const longer of dictionary.longerThan(
      prefix,
      prefix.length > 2 ? limits.prefixes : limits.shortPrefixes,
    )) {
      const share = prefix.length / longer.length;
      const match = { quality: quality.prefix * (0.9 + 0.1 * share), kind: "prefix" } as const;
      for (const draft of spanned) put(draft, longer, match);
    }
  }
}

/** Neighbouring words as one, as some title may write them: `smooth quant` for `SmoothQuant`. */
function neighbours(words: readonly string[]): { from: number; to: number; word: string }[] {
  return words.flatMap((_, from) =>
    Array.from({ length: Math.min(limits.joinedWords, words.length - from) - 1 }, (_, i) => {
      const to = from + i + 2;
      return { from, to, word: words.slice(from, to).join("") };
    }),
  );
}

function expanded(expansion: Expansion): [term: string, match: Match][] {
  switch (expansion.kind) {
    case "concept":
      return [
        [
          termOf.concept(expansion.concept.id),
          {
            quality:
              expansion.concept.id.endsWith(" bit") && expansion.to - expansion.from === 2
                ? quality.bitWidth
                : quality.concept,
            kind: "concept",
          },
        ],
      ];
    case "venue":
      return [[termOf.venue(expansion.venue), { quality: quality.fact, kind: "fact" }]];
    case "year":
      return [[termOf.year(expansion.year), { quality: quality.fact, kind: "fact" }]];
  }
}

/** Nearly everything is one letter from a word of three: where that is a word itself it is meant. */
function typosOf(word: string, dictionary: Dictionary, misspelt: Set<string>): [string, Match][] {
  const maxDistance = word.length < 3 ? 0 : word.length < 5 ? 1 : 2;
  if (maxDistance === 0 || isStopWord(word) || (word.length === 3 && dictionary.count(word) > 0)) return [];
  if (misspelt.size >= limits.misspelt && !misspelt.has(word)) return [];
  misspelt.add(word);
  return dictionary
    .near(word, maxDistance, limits.typos)
    .filter((near) => sameDigits(word, near.word))
    .map((near) => [near.word, { quality: quality.typo[near.distance] ?? 0, kind: "typo" }]);
}

/** `int1` is no slip of the hand for `int8`; but a digit may have been left out. */
function sameDigits(typed: string, meant: string): boolean {
  const digits = typed.replace(/\D/gu, "");
  return digits === "" || digits === meant.replace(/\D/gu, "");
}

function finished(
  { word, terms, splits }: Draft,
  optional: boolean,
  { dictionary, size }: MatchContext,
): TermMatch {
  const known = new Map([...terms].filter(([term]) => dictionary.count(term) > 0));
  const sources = new Map<string, number>();
  for (const [term, { quality }] of known) {
    // Papers with a word have its stem.
    if (!known.has(termOf.stem(stem(term)))) sources.set(term, quality);
  }
  for (const { words, quality } of splits) {
    const [rarest = ""] = words.toSorted((a, b) => dictionary.count(a) - dictionary.count(b));
    sources.set(rarest, quality);
  }
  const count = [...sources.keys()].reduce((sum, term) => sum + dictionary.count(term), 0);
  const weight = optional ? optionalWeight : rarity(known, splits, dictionary, size);
  return { word, terms: known, splits, optional, sources, count, weight };
}

/** The logarithm of all papers per paper that matches best. */
function rarity(
  terms: ReadonlyMap<string, Match>,
  splits: readonly Split[],
  dictionary: Dictionary,
  size: number,
): number {
  let [best, papers] = [0, 0];
  for (const [term, { quality, kind }] of terms) {
    const count = dictionary.count(term);
    if (kind === "fact" || quality === best) papers = Math.max(papers, count);
    else if (quality > best) [best, papers] = [quality, count];
  }
  for (const { words } of splits) papers = Math.max(papers, Math.min(...words.map(dictionary.count)));
  return Math.log(1 + (size + 1) / (papers + 1));
}
