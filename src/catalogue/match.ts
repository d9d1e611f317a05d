import type { KnownPaper } from "./known-paper.js";
import { type Evidence, type Place, weigh } from "./match-evidence.js";
import { createKnownIndex, createWordIndex, type KnownIndex, knownShape } from "./match-index.js";
import { push } from "./match-push.js";
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
  readonly place: Place;
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
 * @returns each paper's id with its entries, in the order of the list
 */
export function recognise(
  entries: readonly Paper[],
  memory: Iterable<KnownPaper>,
  before: readonly string[],
  introduce: (paper: Paper) => KnownPaper,
): Map<string, Paper[]> {
  const titles = new Map<string, Paper[]>();
  for (const paper of entries) push(titles, normaliseTitle(paper.title), paper);
  const all = [...memory];
  const index = createKnownIndex(all);
  const found = [...titles.keys()].map((title) => index.withTitle(title));
  const firsts = [...titles.values()].flatMap((same) => same.slice(0, 1));
  joinStrangers(firsts, found, all, before, index);
  const papers = introduceRest(firsts, found, index, introduce);

  const groups = new Map<string, Paper[]>();
  let at = 0;
  for (const same of titles.values()) {
    const id = papers[at++]?.id ?? "";
    for (const paper of same) push(groups, id, paper);
  }
  return groups;
}

/**
 * The paper of another list that an entry is, or null. There a neighbour tells nothing, so a title that is only alike
 * needs a key beside it.
 */
export function recogniseElsewhere(paper: Paper, index: KnownIndex): KnownPaper | null {
  const stranger = toStranger(paper, 0);
  const same = index.withTitle(stranger.shape.key);
  if (same) return same;
  const pairs = lookUp(stranger, index)
    .map((known) => ({ known, weight: weighPair(stranger, known, "elsewhere", index) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return pairs[0]?.known ?? null;
}

/** Fills in `found` for the entries without a known title that are known papers all the same. */
function joinStrangers(
  entries: readonly Paper[],
  found: (KnownPaper | null)[],
  all: readonly KnownPaper[],
  before: readonly string[],
  index: KnownIndex,
): void {
  const strangers = entries.flatMap((paper, at) => (found[at] ? [] : [toStranger(paper, at)]));
  if (strangers.length === 0) return;
  const standing = new Set(found.flatMap((known) => (known ? [known.id] : [])));
  const placeOf = createPlaces(found, before, standing);
  const missing = all.filter(({ id }) => !standing.has(id));
  const words = createWordIndex(missing, index.rarity);

  const pairs = strangers.flatMap((stranger) =>
    [...new Set([...lookUp(stranger, index), ...words.wordedLike(stranger.shape)])].map((known): Pair => {
      const place = placeOf(stranger.at, known.id);
      return { stranger, known, place, weight: weighPair(stranger, known, place, index) };
    }),
  );
  const likely = pairs.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  const join = ({ stranger, known }: Pair): void => {
    found[stranger.at] = known;
    standing.add(known.id);
  };
  for (const pair of likely) {
    if (pair.place !== "stands" && !found[pair.stranger.at] && !standing.has(pair.known.id)) join(pair);
  }
  for (const pair of likely) {
    if (!found[pair.stranger.at] && weighPair(pair.stranger, pair.known, "stands", index) > 0) join(pair);
  }
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
    const known = found[at];
    if (known) return known;
    const stranger = toStranger(paper, at);
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

function toStranger(paper: Paper, at: number): Stranger {
  return { at, shape: titleShape(paper.title), keys: paperKeys(paper) };
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
