import { disagree, knownKeys } from "./known-keys.js";
import type { KnownPaper } from "./known-paper.js";
import type { ListedPaper, ListedPapers } from "./listed-papers.js";
import { knownShape, stopWords } from "./match-index.js";
import {
  compareTitles,
  formsOf,
  type Rarity,
  type TitleShape,
  titleOverlap,
  titleShape,
} from "./match-titles.js";
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
  /**
   * An identifier, and the repository or page too, or a nickname or a former title: some word of it, or too short to have
   * one.
   */
  keyAlone: 1,
} as const;

/** Titles of at most this many words are nicknames: `Mamba-2`, `LLaMA`. */
const maxNickname = 3;
/** Shares of the words, weighted by rarity, that two titles have in common. */
const minSameWords = 0.95;
const minNearlySame = 0.85;
const minReworded = 0.12;
const minSameRest = 0.35;
/** Known papers to compare one entry with. */
const maxCandidates = 96;

/** The ids under which other lists know papers of this very title, but not another arXiv id. */
export function idsOfTitle(paper: Paper, list: string, papers: ListedPapers): readonly string[] {
  const { strong } = paperKeys(paper);
  return papers
    .withTitle(titleShape(paper.title).key)
    .filter((each) => each.list !== list && !disagree(strong, each.known, ["arxiv:"]))
    .map(({ known }) => known.id);
}

/** An entry, prepared for comparison. */
interface Entry {
  /** Its own list, whose papers are not compared with it. */
  readonly list: string;
  readonly paper: Paper;
  readonly shape: TitleShape;
  readonly keys: readonly string[];
}

/** The papers of other lists that an entry may be, the likeliest first. Of equal ones, the first list's. */
export function claimsOn(paper: Paper, list: string, papers: ListedPapers): readonly SharedClaim[] {
  const entry: Entry = { list, paper, shape: titleShape(paper.title), keys: paperKeys(paper).strong };
  const found = candidatesFor(entry, papers).sort((a, b) => papers.placeOf(a.list) - papers.placeOf(b.list));
  const claims = new Map<string, number>();
  for (const candidate of found) {
    const strength = strengthOf(entry, candidate, papers);
    const { id } = candidate.known;
    if (strength !== null && strength > (claims.get(id) ?? 0)) claims.set(id, strength);
  }
  return [...claims].map(([id, strength]) => ({ id, strength })).sort((a, b) => b.strength - a.strength);
}

/** Of a list that has the very title, that paper alone; of several, the latest. */
function candidatesFor({ list, shape, keys }: Entry, papers: ListedPapers): ListedPaper[] {
  const same = new Map(papers.withTitle(shape.key).map((each) => [each.list, each]));
  const others = new Set([
    ...keys.flatMap(papers.withKey),
    ...formsOf(shape).flatMap(papers.withForm),
    ...papers.withForm(shape.key),
    ...papers.spelledLike(shape),
    ...papers.wordedLike(shape),
  ]);
  const found = [...others].filter((each) => !same.has(each.list));
  return [...same.values(), ...found.slice(0, maxCandidates)].filter((each) => each.list !== list);
}

function strengthOf(entry: Entry, { list, known }: ListedPaper, papers: ListedPapers): number | null {
  const { shape, keys, paper } = entry;
  const other = knownShape(known);
  const isOtherArxiv = disagree(keys, known, ["arxiv:"]);
  if (shape.key === other.key || known.titles.includes(shape.key))
    return isOtherArxiv && shape.words.length <= maxNickname ? null : strengths.sameTitle;
  if (isOtherArxiv) return null;
  const title = compareTitles(shape, other, papers.rarity);
  if (title === "typo" || shareForm(shape, other)) return strengths.sameForm;
  const common = titleOverlap(shape, other, papers.rarity);
  const shared = keys.filter((key) => knownKeys(known).ever.has(key));
  if (shared.length > 0) {
    if (title === "alike") return strengths.keyAndTitle;
    if (!identifies(shared, entry, { list, known }, papers) || isElsewhere(entry, known, papers)) return null;
    if (title === "head" || title === "related") return strengths.keyAndName;
    if (paperKeys(paper).weak.some((key) => knownKeys(known).current.has(key))) return strengths.keyAlone;
    if (haveOtherNames(shape, other, papers.rarity)) return null;
    return isNickname(shape) || isNickname(other) || common >= minReworded ? strengths.keyAlone : null;
  }
  if (title !== "alike" || disagree(keys, known, ["doi:", "openreview:", "acl:"])) return null;
  const isSameVenue = paper.venue !== null && known.venues.includes(paper.venue);
  return common >= (isSameVenue ? minNearlySame : minSameWords) ? strengths.sameWords : null;
}

/** `Mamba-2`, `LLaMA`, `Agents`; not `Binary Neural Networks`, which says what the paper is about. */
function isNickname({ words, plain }: TitleShape): boolean {
  return words.length === 1 || (words.length <= maxNickname && /\d|\p{Ll}\p{Lu}|\p{Lu}{2}/u.test(plain));
}

/**
 * `Tern: Sorting Shells` and `Plover: Ringing Birds`, or `Plover` alone: neither title has the other's name, and they have
 * little else in common. A nickname says nothing against what is no name: `Sorting All Shells: A Study`.
 */
function haveOtherNames(a: TitleShape, b: TitleShape, rarity: Rarity): boolean {
  const isOneNickname = isNickname(a) || isNickname(b);
  const nameOf = ({ key, head, plain }: TitleShape) => {
    if (head === null) return isOneName(plain) ? key : null;
    return !isOneNickname || isOneName(plain.slice(0, colonIn(plain))) ? head : null;
  };
  const [one, other] = [nameOf(a), nameOf(b)];
  if (one === null || other === null || mentions(a, other) || mentions(b, one)) return false;
  const [rest, otherRest] = [a, b].map(({ plain }) => titleShape(plain.slice(colonIn(plain) + 1)));
  return isOneNickname || !rest || !otherRest || titleOverlap(rest, otherRest, rarity) < minSameRest;
}

function colonIn(title: string): number {
  return title.search(/[:：]/);
}

function isOneName(text: string): boolean {
  return !/\s/.test(text.trim());
}

/** Whether a title has a name: in so many words, or by their initials. */
function mentions({ key, words }: TitleShape, name: string): boolean {
  const initials = (all: readonly string[]) => all.map((each) => each.charAt(0)).join("");
  const telling = words.filter((each) => !stopWords.has(each));
  return [key, initials(words), initials(telling)].some((text) => text.includes(name));
}

function shareForm(a: TitleShape, b: TitleShape): boolean {
  const forms = new Set([b.key, ...formsOf(b)]);
  return formsOf(a).some((form) => forms.has(form)) || forms.has(a.key);
}

/** Whether an identifier belongs to these two alone. A row that was copied to write the next one still has all its links. */
function identifies(
  shared: readonly string[],
  { keys }: Entry,
  { list, known }: ListedPaper,
  papers: ListedPapers,
): boolean {
  return shared.some((key) => {
    const kind = key.slice(0, key.indexOf(":") + 1);
    const isOnly = (all: readonly string[]) => all.filter((each) => each.startsWith(kind)).length === 1;
    const owners = papers.withKey(key).filter((each) => each.list === list);
    return owners.length === 1 && isOnly(keys) && isOnly(known.currentKeys);
  });
}

/** Whether a list has one of the two titles with another arXiv id or DOI: then the shared one was pasted by mistake. */
function isElsewhere({ list, shape, keys }: Entry, known: KnownPaper, papers: ListedPapers): boolean {
  const hasOther = (title: string, own: readonly string[]) =>
    papers
      .withTitle(title)
      .some((each) => each.list !== list && disagree(own, each.known, ["arxiv:", "doi:"]));
  return hasOther(shape.key, keys) || hasOther(knownShape(known).key, known.currentKeys);
}
