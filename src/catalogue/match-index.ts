import type { KnownPaper } from "./known-paper.js";
import { type Rarity, type TitleShape, titleShape } from "./match-titles.js";
import { memo } from "./memo.js";
import { normaliseTitle } from "./normalise-title.js";
import { push } from "./push.js";

/** A key of more papers than this identifies none of them. */
const maxOwners = 8;
/** A title with a typo is found by its start or end: this many letters, or a third of it if that is more. */
const minEndLength = 6;
/** A start or end of more titles than this is not looked up. */
const maxEndOwners = 16;
/** A word of more titles than this is not looked up. */
const maxWordOwners = 64;
/** Reworded titles to compare with one title. */
const maxReworded = 4;
/** The rarest words of a title that are looked up to find it reworded. */
const maxRareWords = 4;
/** Words that say little of a title. */
export const stopWords: ReadonlySet<string> = new Set(
  "a an and are as at by for from in is its of on or the to toward towards via with".split(" "),
);

/** The shape of a known paper's latest title. */
export const knownShape = memo(({ title }: KnownPaper) => titleShape(title));

export type KnownIndex = ReturnType<typeof createKnownIndex>;

/** Known papers by everything that an entry can share with one. */
export function createKnownIndex(knownPapers: Iterable<KnownPaper>) {
  const byTitle = new Map<string, KnownPaper[]>();
  const byFormerTitle = new Map<string, KnownPaper>();
  const byKey = new Map<string, KnownPaper[]>();
  const byEnd = new Map<string, KnownPaper[]>();
  const frequency = new Map<string, number>();
  const rarities = new Map<string, number>();
  let count = 0;
  // Most revisions have no unknown title, so what only those need is built on first use.
  let pending: KnownPaper[] = [];

  const indexPending = (): void => {
    if (pending.length === 0) return;
    rarities.clear();
    for (const known of pending) {
      const shape = knownShape(known);
      for (const key of known.keys) push(byKey, key, known);
      for (const end of endsOf(shape, 0)) push(byEnd, end, known);
      for (const word of new Set(shape.words)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
      count++;
    }
    pending = [];
  };
  const index = {
    add(known: KnownPaper): void {
      for (const title of known.titles) if (!byFormerTitle.has(title)) byFormerTitle.set(title, known);
      const [only = "", ...others] = known.titles;
      push(byTitle, others.length === 0 ? only : normaliseTitle(known.title), known);
      pending.push(known);
    },
    /** The paper that has exactly this normalised title, or else had it earlier. Of several, the latest. */
    withTitle: (key: string): KnownPaper | null => byTitle.get(key)?.at(-1) ?? byFormerTitle.get(key) ?? null,
    /** All papers that have exactly this normalised title, or else the one that had it earlier. */
    allWithTitle(key: string): readonly KnownPaper[] {
      const former = byFormerTitle.get(key);
      return byTitle.get(key) ?? (former ? [former] : []);
    },
    /** The papers that ever had this key; none if they are too many. */
    withKey(key: string): readonly KnownPaper[] {
      indexPending();
      const owners = byKey.get(key) ?? [];
      return owners.length > maxOwners ? [] : owners;
    },
    /** Papers whose title has the same start or end, and the same length give or take two letters; not if many have. */
    spelledLike(shape: TitleShape): readonly KnownPaper[] {
      indexPending();
      const ends = [-2, -1, 0, 1, 2].flatMap((longer) => endsOf(shape, longer));
      return ends.flatMap((end) => {
        const owners = byEnd.get(end) ?? [];
        return owners.length > maxEndOwners ? [] : owners;
      });
    },
    rarity(word: string): number {
      indexPending();
      const known = rarities.get(word);
      if (known !== undefined) return known;
      const rarity = stopWords.has(word) ? 0.2 : Math.log(2 + count / (1 + (frequency.get(word) ?? 0)));
      rarities.set(word, rarity);
      return rarity;
    },
  };
  for (const known of knownPapers) index.add(known);
  return index;
}

/** Finds the few papers that share most of the rarest words with a title, the nearest first. */
export function wordedLike(
  papers: readonly KnownPaper[],
  rarity: Rarity,
): (shape: TitleShape) => readonly KnownPaper[] {
  const byWord = new Map<string, KnownPaper[]>();
  const byStart = new Map<string, KnownPaper[]>();
  for (const known of papers) push(byStart, startOf(knownShape(known)), known);
  for (const known of papers) for (const word of rarest(knownShape(known), rarity)) push(byWord, word, known);
  return (shape) => {
    const words = rarest(shape, rarity);
    const shared = new Map<KnownPaper, number>();
    for (const word of words) {
      const owners = byWord.get(word) ?? [];
      if (owners.length > maxWordOwners) continue;
      for (const known of owners) shared.set(known, (shared.get(known) ?? 0) + 1);
    }
    // The rarest words of a title with authors appended are theirs.
    const started = byStart.get(startOf(shape)) ?? [];
    const worded = [...shared]
      .filter(([known, count]) => count >= Math.min(2, words.length, knownShape(known).words.length))
      .sort(([, a], [, b]) => b - a)
      .slice(0, maxReworded)
      .map(([known]) => known);
    return started.length > maxReworded ? worded : [...new Set([...worded, ...started])];
  };
}

/** The first words of a title. */
export function startOf({ words }: TitleShape): string {
  return words.slice(0, 4).join(" ");
}

/** The rarest words of a title, by which it is found reworded. */
export function rarest(shape: TitleShape, rarity: Rarity): string[] {
  const weights = new Map(shape.words.map((word) => [word, rarity(word)]));
  return [...weights]
    .sort(([, a], [, b]) => b - a)
    .slice(0, maxRareWords)
    .map(([word]) => word);
}

/** The start and the end of a title, each with the title's length, as of one that is so many letters longer. */
export function endsOf({ key }: TitleShape, longer: number): [string, string] {
  const length = key.length + longer;
  const end = Math.max(minEndLength, Math.floor(length / 3));
  return [`${length}<${key.slice(0, end)}`, `${length}>${key.slice(-end)}`];
}
