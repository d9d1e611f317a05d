import type { KnownPaper } from "./known-paper.js";
import { createKnownIndex, type KnownIndex, knownShape, push, wordedLike } from "./match-index.js";
import { compareSpelling, compareTitles, type TitleShape, titleShape } from "./match-titles.js";
import { normaliseTitle } from "./normalise-title.js";
import type { Paper } from "./paper.js";
import { type PaperKeys, paperKeys } from "./paper-keys.js";

/**
 * The weights are chosen so that their sums decide each case of `test/catalogue/diff-identity.test.ts` as a person
 * would. Above zero means one paper. Two rules hold: a key alone is not enough while its owner is in the list under
 * another title (an id pasted by mistake), and a title alone is not enough against two different arXiv ids.
 */
const weights = {
  title: { same: 8, typo: 5, alike: 2, head: 0, related: -2, different: -3 },
  presence: {
    /** Another entry has been matched to it. */
    matched: -3,
    /** It was in the previous version and has no entry so far: removed, or renamed. */
    missing: 2,
    /** As `missing`, and the entry has the same neighbours that it had. */
    replaced: 3,
    /** It was not in the previous version. */
    removed: -0.5,
    /** It is a paper of another list. */
    "other-list": -1,
  },
  /** A strong key: `sole` if no other known paper ever had it, or if it is an id rather than an address. */
  sharedKey: { sole: 4, ambiguous: 1, none: 0 },
  /** A repository or project page. */
  sharedPage: 1,
  /** Both have ids of one kind, all of them different. */
  conflict: { arxiv: -5, other: -1, none: 0 },
} as const;

/** Whether and where a known paper is in the new version of a list, as far as it is read. */
type Presence = keyof typeof weights.presence;

/** An entry whose title no known paper has. */
interface Unmatched {
  readonly at: number;
  readonly shape: TitleShape;
  readonly keys: PaperKeys;
}

interface Pair {
  readonly entry: Unmatched;
  readonly known: KnownPaper;
  readonly presence: Presence;
  readonly weight: number;
}

/**
 * Matches the entries of a new version of a list to known papers.
 *
 * An entry whose title a paper has or had is that paper. Every other entry is weighed against the papers that share a
 * key or have a similar title, and the best pairs are matched first: a later pair is weighed knowing that its paper is
 * taken. Near-linear, as only titles with a common key, start, end or rare word are compared.
 *
 * @param entries the new version, in its order
 * @param knownPapers every paper that was ever in the list
 * @param before the ids of the previous version, in its order
 * @param addKnown makes a known paper of an entry that matches none; later entries may match it
 * @returns each paper's id with its entries, in the order of the list
 */
export function matchEntries(
  entries: readonly Paper[],
  knownPapers: Iterable<KnownPaper>,
  before: readonly string[],
  addKnown: (paper: Paper) => KnownPaper,
): Map<string, Paper[]> {
  const titles = new Map<string, Paper[]>();
  for (const paper of entries) push(titles, normaliseTitle(paper.title), paper);
  const all = [...knownPapers];
  const index = createKnownIndex(all);
  const found = [...titles.keys()].map((title) => index.withTitle(title));
  const firsts = [...titles.values()].flatMap((same) => same.slice(0, 1));
  matchBySimilarity(firsts, found, all, before, index);
  const papers = addNew(firsts, found, index, addKnown);

  const groups = new Map<string, Paper[]>();
  for (const [at, same] of [...titles.values()].entries()) {
    for (const paper of same) push(groups, papers[at]?.id ?? "", paper);
  }
  return groups;
}

/** The paper of another list that an entry is, or null. Neighbours prove nothing there, so a similar title also needs a key. */
export function matchInOtherList(paper: Paper, index: KnownIndex): KnownPaper | null {
  const entry = toUnmatched(paper, 0);
  const same = index.withTitle(entry.shape.key);
  if (same) return same;
  const pairs = lookUp(entry, index).map((known) => ({
    known,
    weight: weighPair(entry, known, "other-list", index),
  }));
  return likeliest(pairs)[0]?.known ?? null;
}

/** Adds to `found` the known papers of entries without a known title. */
function matchBySimilarity(
  entries: readonly Paper[],
  found: (KnownPaper | null)[],
  all: readonly KnownPaper[],
  before: readonly string[],
  index: KnownIndex,
): void {
  const unmatched = entries.flatMap((paper, at) => (found[at] ? [] : [toUnmatched(paper, at)]));
  if (unmatched.length === 0) return;
  const matched = new Set(found.flatMap((known) => (known ? [known.id] : [])));
  const presenceOf = createPresences(found, before, matched);
  const missing = all.filter(({ id }) => !matched.has(id));
  const reworded = wordedLike(missing, index.rarity);

  const pairs = unmatched.flatMap((entry) =>
    [...new Set([...lookUp(entry, index), ...reworded(entry.shape)])].map((known): Pair => {
      const presence = presenceOf(entry.at, known.id);
      return { entry, known, presence, weight: weighPair(entry, known, presence, index) };
    }),
  );
  const likely = likeliest(pairs);
  const match = ({ entry, known }: Pair): void => {
    found[entry.at] = known;
    matched.add(known.id);
  };
  for (const pair of likely) {
    if (pair.presence !== "matched" && !found[pair.entry.at] && !matched.has(pair.known.id)) match(pair);
  }
  for (const pair of likely) {
    if (!found[pair.entry.at] && weighPair(pair.entry, pair.known, "matched", index) > 0) match(pair);
  }
}

function likeliest<Weighed extends { readonly weight: number }>(pairs: readonly Weighed[]): Weighed[] {
  return pairs.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
}

/** Each entry without a match is a new paper, unless it matches a new paper above it. */
function addNew(
  entries: readonly Paper[],
  found: readonly (KnownPaper | null)[],
  index: KnownIndex,
  addKnown: (paper: Paper) => KnownPaper,
): KnownPaper[] {
  const fresh = new Set<KnownPaper>();
  return entries.map((paper, at) => {
    const known = found[at];
    if (known) return known;
    const entry = toUnmatched(paper, at);
    const twin = lookUp(entry, index).find(
      (other) => fresh.has(other) && weighPair(entry, other, "matched", index) > 0,
    );
    if (twin) return twin;
    const added = addKnown(paper);
    index.add(added);
    fresh.add(added);
    return added;
  });
}

function toUnmatched(paper: Paper, at: number): Unmatched {
  return { at, shape: titleShape(paper.title), keys: paperKeys(paper) };
}

function lookUp({ keys, shape }: Unmatched, index: KnownIndex): KnownPaper[] {
  return [...keys.strong, ...keys.weak].flatMap(index.withKey).concat(index.spelledLike(shape));
}

/** The sum of the evidence for and against an entry being a known paper: one paper above zero, else two. */
function weighPair(entry: Unmatched, known: KnownPaper, presence: Presence, index: KnownIndex): number {
  const { keys, shape } = entry;
  const shared = keys.strong.filter((key) => known.keys.includes(key));
  const sole = shared.some((key) => !key.startsWith("url:") || index.withKey(key).length === 1);
  // A paper that is matched already, or in another list, needs the very spelling where no key is shared. Most pairs end
  // here.
  const title =
    (presence === "matched" || presence === "other-list") && shared.length === 0
      ? compareSpelling(shape, knownShape(known))
      : compareTitles(shape, knownShape(known), index.rarity);
  // A row that was copied to write the next one still has all its links, so a shared page proves nothing.
  const sharedPage = presence !== "matched" && keys.weak.some((key) => known.keys.includes(key));
  return (
    weights.title[title] +
    weights.presence[presence] +
    weights.sharedKey[sole ? "sole" : shared.length > 0 ? "ambiguous" : "none"] +
    (sharedPage ? weights.sharedPage : 0) +
    weights.conflict[conflictOf(keys.strong, known.currentKeys)]
  );
}

/** Both sides have ids of one kind, and none in common. */
function conflictOf(a: readonly string[], b: readonly string[]): keyof typeof weights.conflict {
  const disagree = (kind: string): boolean => {
    const left = a.filter((key) => key.startsWith(kind));
    const right = b.filter((key) => key.startsWith(kind));
    return left.length > 0 && right.length > 0 && !left.some((key) => right.includes(key));
  };
  if (disagree("arxiv:")) return "arxiv";
  return ["doi:", "openreview:", "acl:"].some(disagree) ? "other" : "none";
}

/** Presence of a known paper as seen from an entry: the same neighbours suggest that it was renamed, not removed. */
function createPresences(
  found: readonly (KnownPaper | null)[],
  before: readonly string[],
  matched: ReadonlySet<string>,
): (at: number, id: string) => Presence {
  const positions = new Map(before.map((id, position) => [id, position]));
  const was = ["", ...before, ""];
  const is = ["", ...found.map((known) => known?.id ?? null), ""];
  return (at, id) => {
    if (matched.has(id)) return "matched";
    const position = positions.get(id);
    if (position === undefined) return "removed";
    const sameNeighbours = is[at] === was[position] && is[at + 2] === was[position + 2];
    return sameNeighbours && before.length > 1 ? "replaced" : "missing";
  };
}
