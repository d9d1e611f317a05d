import type { KnownPaper } from "./known-paper.js";
import { type Evidence, type Place, weigh } from "./match-evidence.js";
import { createKnownIndex, createWordIndex, type KnownIndex, knownShape } from "./match-index.js";
import { compareSpelling, compareTitles, type TitleShape, titleShape } from "./match-titles.js";
import { normaliseTitle } from "./normalise-title.js";
import type { Paper } from "./paper.js";
import { type PaperKeys, paperKeys } from "./strong-keys.js";

/** An entry without a known title, with what there is to know it by. */
interface Stranger {
  readonly at: number;
  readonly shape: TitleShape;
  readonly keys: PaperKeys;
}

interface Pair {
  readonly stranger: Stranger;
  readonly known: KnownPaper;
  readonly weight: number;
}

/**
 * Recognises known papers in a new version of their list.
 *
 * Entries with a title that a paper has, or ever had, are that paper. The rest are strangers: each is weighed against
 * the papers that it resembles in title or keys, and the best pairs are joined first, so that who has a better claim
 * on a paper takes it, and the next one is judged knowing that the paper stands. Near-linear: only what shares a key,
 * an end or a rare word is ever compared.
 *
 * @param entries the new version, in its order
 * @param memory every paper ever known
 * @param before the ids of the version before, in its order
 * @param introduce makes a known paper of an entry that is none of them; a later entry may turn out to be the same
 * @returns for each entry the paper that it is
 */
export function recognise(
  entries: readonly Paper[],
  memory: Iterable<KnownPaper>,
  before: readonly string[],
  introduce: (paper: Paper) => KnownPaper,
): KnownPaper[] {
  const all = [...memory];
  const index = createKnownIndex(all);
  const found = entries.map((paper) => index.withTitle(normaliseTitle(paper.title)));
  const standing = new Set(found.flatMap((known) => (known ? [known.id] : [])));
  const placeOf = createPlaces(found, before, standing);

  const strangers = entries.flatMap((paper, at) =>
    found[at] ? [] : [{ at, shape: titleShape(paper.title), keys: paperKeys(paper) }],
  );
  if (strangers.length > 0) {
    const words = createWordIndex(
      all.filter(({ id }) => !standing.has(id)),
      index.rarity,
    );
    const claim = (pairs: readonly Pair[]): Pair[] =>
      [...pairs]
        .sort((a, b) => b.weight - a.weight)
        .filter(({ stranger, known }) => {
          if (found[stranger.at] || standing.has(known.id)) return !found[stranger.at];
          found[stranger.at] = known;
          standing.add(known.id);
          return false;
        });
    const free: Pair[] = [];
    const taken: Pair[] = [];
    for (const stranger of strangers) {
      const near = [...lookUp(stranger, index), ...words.wordedLike(stranger.shape)];
      for (const known of new Set(near)) {
        const weight = weighPair(stranger, known, placeOf(stranger.at, known.id), index);
        if (weight > 0) (standing.has(known.id) ? taken : free).push({ stranger, known, weight });
      }
    }
    for (const { stranger, known } of [...claim(free), ...taken].sort((a, b) => b.weight - a.weight)) {
      if (!found[stranger.at] && weighPair(stranger, known, "stands", index) > 0) found[stranger.at] = known;
    }
  }
  return introduceRest(entries, found, index, introduce);
}

/** Entries that are nobody known: each is new, unless one of those before it already is the same. */
function introduceRest(
  entries: readonly Paper[],
  found: readonly (KnownPaper | null)[],
  index: KnownIndex,
  introduce: (paper: Paper) => KnownPaper,
): KnownPaper[] {
  const fresh = new Set<KnownPaper>();
  return entries.map((paper, at) => {
    const known = found[at] ?? index.withTitle(normaliseTitle(paper.title));
    if (known) return known;
    const stranger = { at, shape: titleShape(paper.title), keys: paperKeys(paper) };
    const twin = lookUp(stranger, index).find(
      (other) => fresh.has(other) && weighPair(stranger, other, "stands", index) > 0,
    );
    if (twin) return twin;
    const introduced = introduce(paper);
    index.add(introduced);
    fresh.add(introduced);
    return introduced;
  });
}

function lookUp({ keys, shape }: Stranger, index: KnownIndex): KnownPaper[] {
  return [...keys.strong, ...keys.weak].flatMap(index.withKey).concat(index.spelledLike(shape));
}

function weighPair(stranger: Stranger, known: KnownPaper, place: Place, index: KnownIndex): number {
  const { keys, shape } = stranger;
  const shared = keys.strong.filter((key) => known.keys.includes(key));
  const sole = shared.some((key) => !key.startsWith("url:") || index.withKey(key).length === 1);
  // Against a paper that stands and shares no key, nothing but its very spelling counts: most pairs end here.
  const title =
    place === "stands" && shared.length === 0
      ? compareSpelling(shape, knownShape(known))
      : compareTitles(shape, knownShape(known), index.rarity);
  const evidence: Evidence = {
    title,
    place,
    sharedKey: sole ? "sole" : shared.length > 0 ? "ambiguous" : "none",
    sharedPage: keys.weak.some((key) => known.keys.includes(key)),
    conflict: conflictOf(keys.strong, known.currentKeys),
  };
  return weigh(evidence);
}

/** Ids of the same kind on both sides, and none of that kind in common. */
function conflictOf(a: readonly string[], b: readonly string[]): Evidence["conflict"] {
  const disagree = (kind: string): boolean => {
    const left = a.filter((key) => key.startsWith(kind));
    const right = b.filter((key) => key.startsWith(kind));
    return left.length > 0 && right.length > 0 && !left.some((key) => right.includes(key));
  };
  if (disagree("arxiv:")) return "arxiv";
  return ["doi:", "openreview:", "acl:"].some(disagree) ? "other" : "none";
}

/** Tells where a known paper is, seen from an entry: which neighbours it has tells a renamed one from a removed one. */
function createPlaces(
  found: readonly (KnownPaper | null)[],
  before: readonly string[],
  standing: ReadonlySet<string>,
): (at: number, id: string) => Place {
  const positions = new Map(before.map((id, position) => [id, position]));
  const was = ["", ...before, ""];
  const is = ["", ...found.map((known) => known?.id ?? null), ""];
  return (at, id) => {
    if (standing.has(id)) return "stands";
    const position = positions.get(id);
    if (position === undefined) return "gone";
    const sameNeighbours = is[at] === was[position] && is[at + 2] === was[position + 2];
    return sameNeighbours && before.length > 1 ? "replaced" : "vanished";
  };
}
