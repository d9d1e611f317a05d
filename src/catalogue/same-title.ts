import { authorsOf } from "./authors.js";
import { memo } from "./memo.js";
import { normaliseTitle } from "./normalise-title.js";
import type { Paper } from "./paper.js";
import { paperKeys } from "./paper-keys.js";

/** Papers of one title; what is beyond them counts as the first. */
const maxPapers = 8;
/** Keys of a paper that are looked through for one of a kind. */
const maxKeys = 50;

/** The entries of one paper, with every identifier that they have, and all that say who wrote it. */
interface Group {
  readonly papers: Paper[];
  readonly keys: Set<string>;
  readonly people: Set<string>;
}

/**
 * Tells apart the papers of one normalised title: those with different arXiv ids or DOIs are two, and so are `Sailor S`
 * and `Sailors`. An entry without any of these, one with an id that was pasted from another title, and one by the same
 * people belong to the first. Each group is one paper, in the order of the list.
 *
 * @param list all entries of the list
 */
export function tellApart(entries: readonly Paper[], list: readonly Paper[]): readonly (readonly Paper[])[] {
  if (entries.length < 2) return [entries];
  const pasted = pastedIds(list);
  const groups: Group[] = [];
  for (const paper of entries) {
    const keys = paperKeys(paper).strong.filter((key) => !pasted.has(key));
    const people = peopleOf(paper);
    let group =
      groups.find((each) => keys.some((key) => each.keys.has(key))) ??
      groups.find((each) => !areDifferent(paper, keys, people, each)) ??
      (groups.length < maxPapers ? null : groups[0]);
    if (!group) {
      group = { papers: [], keys: new Set(), people: new Set() };
      groups.push(group);
    }
    group.papers.push(paper);
    for (const key of keys) group.keys.add(key);
    if (people !== null) group.people.add(people);
  }
  return groups.map(({ papers }) => papers);
}

function areDifferent(paper: Paper, keys: readonly string[], people: string | null, group: Group): boolean {
  const [first] = group.papers;
  const areBySame = people !== null && group.people.has(people);
  return (
    (!areBySame && haveOtherIds(keys, group.keys)) ||
    (first !== undefined &&
      keys.length > 0 &&
      group.keys.size > 0 &&
      areSpelledApart(paper.title, first.title))
  );
}

/** Who wrote a paper, the same however it is punctuated; null where fewer than two, or not all, are named. */
function peopleOf(paper: Paper): string | null {
  const people = authorsOf(paper);
  if (people === null || people.isPartial || people.names.length < 2) return null;
  return normaliseTitle(people.names.join(" "));
}

/** Identifiers that entries of several titles have: all but one of them were pasted. */
const pastedIds = memo((list: readonly Paper[]): ReadonlySet<string> => {
  const titles = new Map<string, string>();
  const pasted = new Set<string>();
  for (const paper of list) {
    for (const key of paperKeys(paper).strong) {
      if (!/^(?:arxiv|doi):/.test(key)) continue;
      const title = normaliseTitle(paper.title);
      if ((titles.get(key) ?? title) !== title) pasted.add(key);
      titles.set(key, title);
    }
  }
  return pasted;
});

/** Whether both have ids of one kind, arXiv or DOI, and none in common. */
export function haveOtherIds(keys: readonly string[], others: ReadonlySet<string>): boolean {
  if (keys.some((key) => others.has(key))) return false;
  return ["arxiv:", "doi:"].some((kind) => keys.some((key) => key.startsWith(kind)) && hasKind(others, kind));
}

/** Among the first keys: one paper has few, and thousands of entries of one title may share a group. */
function hasKind(keys: ReadonlySet<string>, kind: string): boolean {
  let read = 0;
  for (const key of keys) {
    if (key.startsWith(kind)) return true;
    if (++read === maxKeys) return false;
  }
  return false;
}

/** `Sailor S: …` and `Sailors: …`: a last letter of its own in only one of two names. */
function areSpelledApart(one: string, other: string): boolean {
  const hasLetter = (title: string) => /(?<=\p{L}) \p{Lu}(?=\s*[:：]|$)/u.test(title.trim());
  return hasLetter(one) !== hasLetter(other);
}
