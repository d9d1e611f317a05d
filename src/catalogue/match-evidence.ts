import { disagree, knownKeys } from "./known-keys.js";
import type { KnownPaper } from "./known-paper.js";
import { type KnownIndex, knownShape } from "./match-index.js";
import { compareSpelling, compareTitles, type TitleShape, titleOverlap } from "./match-titles.js";
import type { PaperKeys } from "./paper-keys.js";

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
  },
  /** A strong key: `sole` if no other known paper ever had it, or if it is an id rather than an address. */
  sharedKey: { sole: 4, ambiguous: 0, none: 0 },
  /** A repository or project page. */
  sharedPage: 1,
  /** Both have ids of one kind, all of them different. */
  conflict: { arxiv: -5, other: -1, none: 0 },
} as const;

/** Whether and where a known paper is in the new version of a list, as far as it is read. */
export type Presence = keyof typeof weights.presence;

/** An entry whose title no known paper has. */
export interface Unmatched {
  readonly at: number;
  readonly shape: TitleShape;
  readonly keys: PaperKeys;
}

/** The sum of the evidence for and against an entry being a known paper: one paper above zero, else two. */
export function weighPair(
  entry: Unmatched,
  known: KnownPaper,
  presence: Presence,
  index: KnownIndex,
): number {
  const { keys, shape } = entry;
  const { ever } = knownKeys(known);
  const shared = keys.strong.filter((key) => ever.has(key));
  const sole = shared.some((key) => !key.startsWith("url:") || index.withKey(key).length === 1);
  // A paper that is matched already needs the very spelling where no key is shared. Most pairs end here.
  const compared =
    presence === "matched" && shared.length === 0
      ? compareSpelling(shape, knownShape(known))
      : compareTitles(shape, knownShape(known), index.rarity);
  const title = compared === "related" && isReworded(entry, known, shared, index) ? "alike" : compared;
  // Entries of one title that are told apart by their ids are two papers.
  if (presence === "matched" && title === "same" && !sole) return Number.NEGATIVE_INFINITY;
  // A row that was copied to write the next one still has all its links, so a shared page proves nothing.
  const sharedPage = presence !== "matched" && keys.weak.some((key) => ever.has(key));
  return (
    weights.title[title] +
    weights.presence[presence] +
    weights.sharedKey[sole ? "sole" : shared.length > 0 ? "ambiguous" : "none"] +
    (sharedPage ? weights.sharedPage : 0) +
    weights.conflict[conflictOf(keys.strong, known)]
  );
}

/** With one id and so much in common, two titles are the wordings of two versions: a preprint's, and the final one. */
const minReworded = 0.6;

function isReworded(
  { shape }: Unmatched,
  known: KnownPaper,
  shared: readonly string[],
  { rarity }: KnownIndex,
): boolean {
  const other = knownShape(known);
  // Of two methods one has an id that was pasted.
  const areTwoMethods = shape.head !== null && other.head !== null && shape.head !== other.head;
  return (
    !areTwoMethods &&
    shared.some((key) => /^(?:arxiv|doi|openreview):/.test(key)) &&
    titleOverlap(shape, other, rarity) >= minReworded
  );
}

/** Both sides have ids of one kind, and none in common. */
function conflictOf(keys: readonly string[], known: KnownPaper): keyof typeof weights.conflict {
  if (disagree(keys, known, ["arxiv:"])) return "arxiv";
  return disagree(keys, known, ["doi:", "openreview:", "acl:"]) ? "other" : "none";
}
