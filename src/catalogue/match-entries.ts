import { disagree, knownKeys } from "./known-keys.js";
import type { KnownPaper } from "./known-paper.js";
import { type Presence, type Unmatched, weighPair } from "./match-evidence.js";
import { createKnownIndex, type KnownIndex, knownShape, wordedLike } from "./match-index.js";
import { compareTitles, titleShape } from "./match-titles.js";
import { normaliseTitle } from "./normalise-title.js";
import type { Paper } from "./paper.js";
import { paperKeys } from "./paper-keys.js";
import { push } from "./push.js";
import { haveOtherIds, tellApart } from "./same-title.js";

interface Pair {
  readonly entry: Unmatched;
  readonly known: KnownPaper;
  readonly presence: Presence;
  readonly weight: number;
}

/** What becomes of entries that match no known paper. */
export interface NewPapers {
  /** The paper of this list of which an entry is another one, as other lists have it; null for none. */
  readonly secondOf: (paper: Paper) => KnownPaper | null;
  /** Makes a known paper of an entry; later entries may match it. */
  readonly add: (paper: Paper) => KnownPaper;
}

/** Known papers to compare one entry with, those that share a key first. */
const maxCandidates = 48;

/**
 * Matches the entries of a new version of a list to known papers.
 *
 * An entry whose title a paper has or had is that paper. Every other entry is weighed against the papers that share a
 * key or have a similar title, and the best pairs are matched first: a later pair is weighed knowing that its paper is
 * taken. Linear, as only titles with a common key, start, end or rare word are compared, and each with few others.
 *
 * @param entries the new version, in its order
 * @param knownPapers every paper that was ever in the list
 * @param before the ids of the previous version, in its order
 * @returns each paper's id with its entries, in the order of the list
 */
export function matchEntries(
  entries: readonly Paper[],
  knownPapers: Iterable<KnownPaper>,
  before: readonly string[],
  newPapers: NewPapers,
): Map<string, Paper[]> {
  const titles = new Map<string, Paper[]>();
  for (const paper of entries) push(titles, normaliseTitle(paper.title), paper);
  const all = [...knownPapers];
  const index = createKnownIndex(all);
  const apart = [...titles].map(([title, same]) => ({ title, groups: tellApart(same, entries) }));
  const found = apart.flatMap(({ title, groups }) => matchTitled(groups, index.allWithTitle(title)));
  const same = apart.flatMap(({ groups }) => groups);
  const firsts = same.flatMap((group) => group.slice(0, 1));
  matchBySimilarity(firsts, found, all, before, index);
  const papers = addNew(firsts, found, index, newPapers);

  const groups = new Map<string, Paper[]>();
  for (const [at, group] of same.entries()) {
    for (const paper of group) push(groups, papers[at]?.id ?? "", paper);
  }
  return groups;
}

/**
 * The known papers of the groups of entries of one title: those that share an identifier, then those without other
 * ones. A title with one paper before and now is that paper, whatever its links: an id may have been corrected.
 */
function matchTitled(
  groups: readonly (readonly Paper[])[],
  titled: readonly KnownPaper[],
): readonly (KnownPaper | null)[] {
  const [known = null] = titled;
  if (titled.length <= 1 && groups.length === 1) return [known];
  const keys = groups.map((group) => group.flatMap((paper) => paperKeys(paper).strong));
  const found: (KnownPaper | null)[] = groups.map(() => null);
  const taken = new Set<KnownPaper>();
  const assign = (fits: (own: readonly string[], known: ReadonlySet<string>) => boolean): void => {
    for (const [at, own] of keys.entries()) {
      if (found[at]) continue;
      const match = titled
        .slice(0, maxTitled)
        .find((each) => !taken.has(each) && fits(own, knownKeys(each).ever));
      if (!match) continue;
      found[at] = match;
      taken.add(match);
    }
  };
  assign((own, known) => own.some((key) => known.has(key)));
  assign((own, known) => !haveOtherIds(own, known));
  if (groups.length === 1) assign(() => true);
  return found;
}

/** Known papers of one title that are compared. */
const maxTitled = 16;

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
    [...new Set([...lookUp(entry, index), ...reworded(entry.shape)])].flatMap((known): Pair[] => {
      const presence = presenceOf(entry.at, known.id);
      const weight = weighPair(entry, known, presence, index);
      return weight > 0 ? [{ entry, known, presence, weight }] : [];
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

/** Each entry without a match is a new paper, unless it matches a new paper above it, or is another entry of one. */
function addNew(
  entries: readonly Paper[],
  found: readonly (KnownPaper | null)[],
  index: KnownIndex,
  { secondOf, add }: NewPapers,
): readonly KnownPaper[] {
  const fresh = new Set<KnownPaper>();
  return entries.map((paper, at) => {
    const known = found[at];
    if (known) return known;
    const entry = toUnmatched(paper, at);
    const twin = lookUp(entry, index).find(
      (other) => fresh.has(other) && weighPair(entry, other, "matched", index) > 0,
    );
    if (twin) return twin;
    const second = secondOf(paper);
    if (second !== null && isSecond(entry, second, index)) return second;
    const added = add(paper);
    index.add(added);
    fresh.add(added);
    return added;
  });
}

/** Whether nothing speaks against an entry being another one of a paper: neither its ids nor its title. */
function isSecond({ keys, shape }: Unmatched, known: KnownPaper, { rarity }: KnownIndex): boolean {
  return (
    !disagree(keys.strong, known, ["arxiv:", "doi:"]) &&
    compareTitles(shape, knownShape(known), rarity) !== "different"
  );
}

function toUnmatched(paper: Paper, at: number): Unmatched {
  return { at, shape: titleShape(paper.title), keys: paperKeys(paper) };
}

function lookUp({ keys, shape }: Unmatched, index: KnownIndex): KnownPaper[] {
  const found = new Set<KnownPaper>();
  for (const key of [...keys.strong, ...keys.weak]) {
    for (const known of index.withKey(key)) found.add(known);
    if (found.size >= maxCandidates) break;
  }
  for (const known of index.spelledLike(shape)) found.add(known);
  return [...found].slice(0, maxCandidates);
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
