import type { KnownPaper } from "./known-paper.js";
import { push } from "./match-push.js";
import { type Rarity, type TitleShape, titleShape } from "./match-titles.js";
import { normaliseTitle } from "./normalise-title.js";

/** A key that more papers than these have had names none of them. */
const mostOwners = 8;
/** A title with a typo is found by one of its ends: so many letters, or a third of it where that is more. */
const shortestEnd = 6;
/** A word that more titles than these have is not looked up: it finds too many. */
const mostHaving = 64;
/** How many reworded titles are compared with one title. */
const mostReworded = 4;
/** How many of a title's rarest words are looked up to find it reworded. */
const rareWords = 4;
const stopWords = new Set(
  "a an and are as at by for from in is its of on or the to toward towards via with".split(" "),
);

/** Everything known, to be asked in the ways that an entry can resemble it. It can grow. */
export interface KnownIndex {
  add(known: KnownPaper): void;
  /** The paper that has, or else ever had, exactly this normalised title. */
  withTitle(key: string): KnownPaper | null;
  /** The papers that ever had this key; none for a key that too many had. */
  withKey(key: string): readonly KnownPaper[];
  /** Papers with a title as long, give or take two letters, and the same at one of its ends. */
  spelledLike(shape: TitleShape): readonly KnownPaper[];
  rarity: Rarity;
}

const shapes = new WeakMap<KnownPaper, TitleShape>();

/** The shape of a known paper's last title. */
export function knownShape(known: KnownPaper): TitleShape {
  const shape = shapes.get(known) ?? titleShape(known.title);
  shapes.set(known, shape);
  return shape;
}

export function createKnownIndex(memory: Iterable<KnownPaper>): KnownIndex {
  const byTitle = new Map<string, KnownPaper>();
  const byFormerTitle = new Map<string, KnownPaper>();
  const byKey = new Map<string, KnownPaper[]>();
  const byEnd = new Map<string, KnownPaper[]>();
  const frequency = new Map<string, number>();
  const rarities = new Map<string, number>();
  let count = 0;
  // Most revisions hold no unknown title: what only those need is built when the first one asks.
  let unread: KnownPaper[] = [];

  const readAll = (): void => {
    if (unread.length === 0) return;
    const pending = unread;
    rarities.clear();
    unread = [];
    for (const known of pending) {
      const shape = knownShape(known);
      for (const key of known.keys) push(byKey, key, known);
      for (const place of endsOf(shape, 0)) push(byEnd, place, known);
      for (const word of new Set(shape.words)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
      count++;
    }
  };
  const index: KnownIndex = {
    add(known) {
      for (const title of known.titles) if (!byFormerTitle.has(title)) byFormerTitle.set(title, known);
      const [only = "", ...others] = known.titles;
      byTitle.set(others.length === 0 ? only : normaliseTitle(known.title), known);
      unread.push(known);
    },
    withTitle: (key) => byTitle.get(key) ?? byFormerTitle.get(key) ?? null,
    withKey(key) {
      readAll();
      const owners = byKey.get(key) ?? [];
      return owners.length > mostOwners ? [] : owners;
    },
    spelledLike(shape) {
      readAll();
      return [-2, -1, 0, 1, 2].flatMap((longer) =>
        endsOf(shape, longer).flatMap((place) => byEnd.get(place) ?? []),
      );
    },
    rarity(word) {
      readAll();
      const known = rarities.get(word);
      if (known !== undefined) return known;
      const rarity = stopWords.has(word) ? 0.2 : Math.log(2 + count / (1 + (frequency.get(word) ?? 0)));
      rarities.set(word, rarity);
      return rarity;
    },
  };
  for (const known of memory) index.add(known);
  return index;
}

/** Papers by their rarest words, for finding a title that was reworded. */
export interface WordIndex {
  /** The papers that share most of the rarest words with this title: the nearest ones, a handful at most. */
  wordedLike(shape: TitleShape): readonly KnownPaper[];
}

export function createWordIndex(papers: readonly KnownPaper[], rarity: Rarity): WordIndex {
  const byWord = new Map<string, KnownPaper[]>();
  for (const known of papers) for (const word of rarest(knownShape(known), rarity)) push(byWord, word, known);
  return {
    wordedLike(shape) {
      const words = rarest(shape, rarity);
      const shared = new Map<KnownPaper, number>();
      for (const word of words) {
        const having = byWord.get(word) ?? [];
        if (having.length > mostHaving) continue;
        for (const known of having) shared.set(known, (shared.get(known) ?? 0) + 1);
      }
      return [...shared]
        .filter(([known, count]) => count >= Math.min(2, words.length, knownShape(known).words.length))
        .sort(([, a], [, b]) => b - a)
        .slice(0, mostReworded)
        .map(([known]) => known);
    },
  };
}

function rarest(shape: TitleShape, rarity: Rarity): string[] {
  const rated = [...new Set(shape.words)].map((word) => ({ word, rarity: rarity(word) }));
  return rated
    .sort((a, b) => b.rarity - a.rarity)
    .slice(0, rareWords)
    .map(({ word }) => word);
}

function endsOf({ key }: TitleShape, longer: number): [string, string] {
  const length = key.length + longer;
  const end = Math.max(shortestEnd, Math.floor(length / 3));
  return [`${length}<${key.slice(0, end)}`, `${length}>${key.slice(-end)}`];
}
