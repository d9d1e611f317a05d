import { disagree, knownKeys } from "./known-keys.js";
import type { KnownPaper } from "./known-paper.js";
import { createKnownIndex, type KnownIndex, knownShape, push, wordedLike } from "./match-index.js";
import { compareTitles, formsOf, type TitleShape, titleOverlap, titleShape } from "./match-titles.js";
import type { Paper } from "./paper.js";
import { paperKeys } from "./paper-keys.js";

/** A paper of another list that an entry may be. */
export interface SharedClaim {
  readonly id: string;
  readonly strength: number;
}

/**
 * What shows that entries of two lists are one paper, the strongest first. Neighbours prove nothing in another list, and
 * nobody corrects what one list says of another's papers, so each kind needs more than it would within one list.
 */
export const strengths = {
  /** The very title. A long one stands even against another arXiv id, which one of the lists pasted by mistake. */
  sameTitle: 6,
  /** Without the method's name, or what stands in brackets at the end; or with a typo. */
  sameForm: 5,
  /** An identifier, and much the same title. */
  keyAndTitle: 4,
  /** Nearly the same words, and the same venue of publication where they are not quite the same. */
  sameWords: 3,
  /** An identifier, and the method's name or some of the words. */
  keyAndName: 2,
  /** An identifier, and a nickname or a former title: some word of it, or too short to have one. */
  keyAlone: 1,
} as const;

/** Titles of at most this many words are nicknames: `Mamba-2`, `LLaMA`. */
const maxNickname = 3;
/** Shares of the words, weighted by rarity, that two titles have in common. */
const minSameWords = 0.95;
const minNearlySame = 0.85;
const minReworded = 0.12;
/** Known papers of one list to compare one entry with. */
const maxCandidates = 48;

/** The known papers of a list, by all that an entry of another list can share with one. */
export interface OtherList
  extends Pick<KnownIndex, "withTitle" | "allWithTitle" | "withKey" | "spelledLike" | "rarity"> {
  /** Papers whose title, or one of its other forms, this is. */
  withForm(form: string): readonly KnownPaper[];
  /** Papers that have most of the rarest words. */
  wordedLike(shape: TitleShape): readonly KnownPaper[];
}

export function createOtherList(knownPapers: Iterable<KnownPaper>): OtherList {
  const all = [...knownPapers];
  const index = createKnownIndex(all);
  // Most entries of a new revision are known, so what only others need is built on first use.
  let forms: ReadonlyMap<string, readonly KnownPaper[]> | null = null;
  let worded: OtherList["wordedLike"] | null = null;
  return {
    ...index,
    withForm(form) {
      forms ??= byForms(all);
      return forms.get(form) ?? [];
    },
    wordedLike(shape) {
      worded ??= wordedLike(all, index.rarity);
      return worded(shape);
    },
  };
}

function byForms(knownPapers: readonly KnownPaper[]): ReadonlyMap<string, readonly KnownPaper[]> {
  const forms = new Map<string, KnownPaper[]>();
  for (const known of knownPapers) {
    const shape = knownShape(known);
    for (const form of [shape.key, ...formsOf(shape)]) push(forms, form, known);
  }
  return forms;
}

/** The ids under which lists know papers of this very title, but not another arXiv id. */
export function idsOfTitle(paper: Paper, lists: readonly OtherList[]): readonly string[] {
  const { strong } = paperKeys(paper);
  const { key } = titleShape(paper.title);
  return lists.flatMap((list) =>
    list
      .allWithTitle(key)
      .filter((known) => !disagree(strong, known, ["arxiv:"]))
      .map(({ id }) => id),
  );
}

/** An entry, prepared for comparison. */
interface Entry {
  readonly paper: Paper;
  readonly shape: TitleShape;
  readonly keys: readonly string[];
}

/** The papers of other lists that an entry may be, the likeliest first. Of equal ones, the first list's. */
export function claimsOn(paper: Paper, lists: readonly OtherList[]): readonly SharedClaim[] {
  const entry: Entry = { paper, shape: titleShape(paper.title), keys: paperKeys(paper).strong };
  const claims = new Map<string, number>();
  for (const index of lists) {
    for (const known of candidatesIn(index, entry)) {
      const strength = strengthOf(entry, known, index, lists);
      if (strength !== null && strength > (claims.get(known.id) ?? 0)) claims.set(known.id, strength);
    }
  }
  return [...claims].map(([id, strength]) => ({ id, strength })).sort((a, b) => b.strength - a.strength);
}

function candidatesIn(index: OtherList, { shape, keys }: Entry): readonly KnownPaper[] {
  const same = index.withTitle(shape.key);
  if (same) return [same];
  const found = new Set<KnownPaper>();
  for (const key of keys) for (const known of index.withKey(key)) found.add(known);
  for (const form of formsOf(shape)) for (const known of index.withForm(form)) found.add(known);
  for (const known of index.spelledLike(shape)) found.add(known);
  for (const known of index.wordedLike(shape)) found.add(known);
  return [...found].slice(0, maxCandidates);
}

function strengthOf(
  entry: Entry,
  known: KnownPaper,
  index: OtherList,
  lists: readonly OtherList[],
): number | null {
  const { shape, keys, paper } = entry;
  const other = knownShape(known);
  const isOtherArxiv = disagree(keys, known, ["arxiv:"]);
  if (shape.key === other.key || known.titles.includes(shape.key))
    return isOtherArxiv && shape.words.length <= maxNickname ? null : strengths.sameTitle;
  if (isOtherArxiv) return null;
  const title = compareTitles(shape, other, index.rarity);
  if (title === "typo" || shareForm(shape, other)) return strengths.sameForm;
  const common = titleOverlap(shape, other, index.rarity);
  const shared = keys.filter((key) => knownKeys(known).ever.has(key));
  if (shared.length > 0) {
    if (title === "alike") return strengths.keyAndTitle;
    if (!identifies(shared, entry, known, index) || isElsewhere(entry, known, lists)) return null;
    if (title === "head" || title === "related") return strengths.keyAndName;
    const isNickname = Math.min(shape.words.length, other.words.length) <= maxNickname;
    return isNickname || common >= minReworded ? strengths.keyAlone : null;
  }
  if (title !== "alike" || disagree(keys, known, ["doi:", "openreview:", "acl:"])) return null;
  const isSameVenue = paper.venue !== null && known.venues.includes(paper.venue);
  return common >= (isSameVenue ? minNearlySame : minSameWords) ? strengths.sameWords : null;
}

function shareForm(a: TitleShape, b: TitleShape): boolean {
  const forms = new Set([b.key, ...formsOf(b)]);
  return formsOf(a).some((form) => forms.has(form)) || forms.has(a.key);
}

/** Whether an identifier belongs to these two alone. A row that was copied to write the next one still has all its links. */
function identifies(
  shared: readonly string[],
  { keys }: Entry,
  known: KnownPaper,
  index: OtherList,
): boolean {
  return shared.some((key) => {
    const kind = key.slice(0, key.indexOf(":") + 1);
    const isOnly = (all: readonly string[]) => all.filter((each) => each.startsWith(kind)).length === 1;
    return index.withKey(key).length === 1 && isOnly(keys) && isOnly(known.currentKeys);
  });
}

/** Whether a list has one of the two titles with another arXiv id or DOI: then the shared one was pasted by mistake. */
function isElsewhere({ shape, keys }: Entry, known: KnownPaper, lists: readonly OtherList[]): boolean {
  const kinds = ["arxiv:", "doi:"];
  return lists.some(
    (index) =>
      index.allWithTitle(shape.key).some((each) => disagree(keys, each, kinds)) ||
      index.allWithTitle(knownShape(known).key).some((each) => disagree(known.currentKeys, each, kinds)),
  );
}
