import type { CatalogueDiff } from "../catalogue/diff.js";
import { titleShape } from "../catalogue/match-titles.js";
import type { Paper } from "../catalogue/paper.js";
import { paperKeys } from "../catalogue/paper-keys.js";

/** Added papers that have a link which identifies one paper, and which another one had before. */
export function countRetitled(added: readonly Paper[], before: readonly Paper[]): number {
  const wanted = new Set(added.flatMap((paper) => paperKeys(paper).strong));
  if (wanted.size === 0) return 0;
  const had = new Set(before.flatMap((paper) => paperKeys(paper).strong.filter((key) => wanted.has(key))));
  return added.filter((paper) => paperKeys(paper).strong.some((key) => had.has(key))).length;
}

/** Papers that stay by their links, but whose titles have little in common with those that they had. */
export function countRenamed(edited: CatalogueDiff["edited"]): number {
  return edited.filter(
    ({ before, after }) => before.title !== after.title && areUnlike(before.title, after.title),
  ).length;
}

/** Whether less than half of the shorter title's words are in the other one. */
function areUnlike(one: string, other: string): boolean {
  const [words, others] = [titleShape(one).words, titleShape(other).words].map((each) => new Set(each));
  if (words === undefined || others === undefined) return false;
  const common = [...words].filter((each) => others.has(each)).length;
  return common * 2 < Math.min(words.size, others.size);
}
