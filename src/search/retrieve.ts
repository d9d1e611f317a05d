import type { PaperIndex } from "./paper-index.js";
import type { TermMatch } from "./term-match.js";

/** No more papers than this are collected for one word; the newest come first. */
const maxPapers = 10_000;

/**
 * The papers that have all the words, by their ids, with MiniSearch's score. The rarest word is looked for first, and each
 * of the others only among the papers that are left.
 */
export function papersWithAll(
  matches: readonly TermMatch[],
  index: PaperIndex,
  passes: (id: string) => boolean,
): Map<string, number> {
  let found = new Map<string, number>();
  for (const [i, match] of rarestFirst(matches).entries()) {
    const before = found;
    const scored = index.search(match.sources, limited(i === 0 ? passes : (id) => before.has(id)));
    found = new Map(scored.map(({ id, score }) => [id, (before.get(id) ?? 0) + score]));
    if (found.size === 0) break;
  }
  return found;
}

/** The papers that have any of the words. Once there are plenty, common words are only looked for among them. */
export function papersWithSome(
  matches: readonly TermMatch[],
  index: PaperIndex,
  passes: (id: string) => boolean,
): Map<string, number> {
  const plenty = 2_000;
  const found = new Map<string, number>();
  for (const match of rarestFirst(matches)) {
    const enough = found.size >= plenty;
    const accepts = (id: string) => found.has(id) || (!enough && passes(id));
    for (const { id, score } of index.search(match.sources, limited(accepts))) {
      found.set(id, (found.get(id) ?? 0) + score);
    }
  }
  return found;
}

function rarestFirst(matches: readonly TermMatch[]): TermMatch[] {
  return matches.filter(({ optional }) => !optional).sort((a, b) => a.count - b.count);
}

function limited(accepts: (id: string) => boolean): (id: string) => boolean {
  let accepted = 0;
  return (id) => accepted < maxPapers && accepts(id) && ++accepted > 0;
}
