import type { Likeness } from "./match-titles.js";

/** Where a known paper is while a new version of its list is read. */
export type Place =
  /** Another entry has been recognised as it already. */
  | "stands"
  /** It was in the version before, and is not in the new one: it was removed, or renamed. */
  | "vanished"
  /** As `vanished`, and the entry stands just where it stood, between the same neighbours. */
  | "replaced"
  /** It had left the list before. */
  | "gone"
  /** Another list has it. */
  | "elsewhere";

/** What is known for and against an entry being a known paper. */
export interface Evidence {
  readonly title: Likeness;
  readonly place: Place;
  /** A strong key is in both: `sole` where no other known paper ever had it, or where it is an id, not an address. */
  readonly sharedKey: "sole" | "ambiguous" | "none";
  /** A repository or project page is in both. */
  readonly sharedPage: boolean;
  /** Each has an id of the same kind, and none of them is in both: `arxiv` is the strongest sign of two papers. */
  readonly conflict: "arxiv" | "other" | "none";
}

/**
 * The weights are chosen so that their sums decide each case of `test/catalogue/diff-identity.test.ts` as a person
 * would. Above zero: one paper. Two rules hold them together: a key alone is not enough while its owner stands in the list
 * under another title (an id pasted by mistake), and a title alone is not enough against two different arXiv ids.
 */
const weights = {
  title: { same: 8, typo: 5, alike: 2, head: 0, related: -2, different: -3 },
  place: { stands: -3, vanished: 2, replaced: 3, gone: -0.5, elsewhere: -1 },
  sharedKey: { sole: 4, ambiguous: 1, none: 0 },
  sharedPage: 1,
  conflict: { arxiv: -5, other: -1, none: 0 },
} as const;

/** How much speaks for one paper (above zero) or two (zero and below). */
export function weigh({ title, place, sharedKey, sharedPage, conflict }: Evidence): number {
  // A row that was copied to write the next one has all links of its model, so there a shared page says nothing.
  const page = sharedPage && place !== "stands" ? weights.sharedPage : 0;
  return (
    weights.title[title] +
    weights.place[place] +
    weights.sharedKey[sharedKey] +
    page +
    weights.conflict[conflict]
  );
}
