import type { TitleSimilarity } from "./match-titles.js";

/** Whether and where a known paper is in the new version of a list, as far as it is read. */
export type Presence =
  /** Another entry has been matched to it. */
  | "matched"
  /** It was in the previous version and has no entry so far: removed, or renamed. */
  | "missing"
  /** As `missing`, and the entry has the same neighbours that it had. */
  | "replaced"
  /** It was not in the previous version. */
  | "removed"
  /** It is a paper of another list. */
  | "other-list";

/** The evidence for and against an entry being a known paper. */
export interface Evidence {
  readonly title: TitleSimilarity;
  readonly presence: Presence;
  /** Both have a strong key: `sole` if no other known paper ever had it, or if it is an id rather than an address. */
  readonly sharedKey: "sole" | "ambiguous" | "none";
  /** Both have a repository or project page. */
  readonly sharedPage: boolean;
  /** Both have ids of one kind, all of them different. `arxiv` is the strongest sign of two papers. */
  readonly conflict: "arxiv" | "other" | "none";
}

/**
 * The weights are chosen so that their sums decide each case of `test/catalogue/diff-identity.test.ts` as a person
 * would. Above zero means one paper. Two rules hold: a key alone is not enough while its owner is in the list under
 * another title (an id pasted by mistake), and a title alone is not enough against two different arXiv ids.
 */
const weights = {
  title: { same: 8, typo: 5, alike: 2, head: 0, related: -2, different: -3 },
  presence: { matched: -3, missing: 2, replaced: 3, removed: -0.5, "other-list": -1 },
  sharedKey: { sole: 4, ambiguous: 1, none: 0 },
  sharedPage: 1,
  conflict: { arxiv: -5, other: -1, none: 0 },
} as const;

/** The sum of the evidence: one paper above zero, else two. */
export function weigh({ title, presence, sharedKey, sharedPage, conflict }: Evidence): number {
  // A row that was copied to write the next one still has all its links, so a shared page proves nothing.
  const page = sharedPage && presence !== "matched" ? weights.sharedPage : 0;
  return (
    weights.title[title] +
    weights.presence[presence] +
    weights.sharedKey[sharedKey] +
    page +
    weights.conflict[conflict]
  );
}
