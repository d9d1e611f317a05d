import type { Entry } from "./entry.js";
import type { PaperIndex } from "./paper-index.js";
import type { TermMatch } from "./term-match.js";

/** Where papers are looked for. */
export interface Scope {
  readonly index: PaperIndex;
  readonly passes: (entry: Entry) => boolean;
  /** How many papers are collected for one word; of each term the newest come first. */
  readonly maxPapers: number;
}

/**
 * The papers that have all the words, with MiniSearch's score. The rarest word is looked for first, and each of the
 * others only among the papers that are left.
 */
export function papersWithAll(matches: readonly TermMatch[], scope: Scope): ReadonlyMap<Entry, number> {
  let found = new Map<Entry, number>();
  for (const [i, { sources }] of rarestFirst(matches).entries()) {
    const before = found;
    found = new Map();
    for (const [entry, score] of papersWithOne(
      sources,
      scope,
      i > 0 ? (entry) => before.has(entry) : scope.passes,
    )) {
      found.set(entry, (before.get(entry) ?? 0) + score);
    }
    if (found.size === 0) break;
  }
  return found;
}

/** The papers that have any of the words. Once there are plenty, common words are only looked for among them. */
export function papersWithSome(matches: readonly TermMatch[], scope: Scope): ReadonlyMap<Entry, number> {
  const found = new Map<Entry, number>();
  for (const { sources } of rarestFirst(matches)) {
    const plenty = found.size > scope.maxPapers / 5;
    const accepts = (entry: Entry) => found.has(entry) || (!plenty && scope.passes(entry));
    for (const [entry, score] of papersWithOne(sources, scope, accepts)) {
      found.set(entry, (found.get(entry) ?? 0) + score);
    }
  }
  return found;
}

function rarestFirst(matches: readonly TermMatch[]): TermMatch[] {
  return matches.filter(({ optional }) => !optional).sort((a, b) => a.count - b.count);
}

function papersWithOne(
  terms: ReadonlyMap<string, number>,
  { index, maxPapers }: Scope,
  accepts: (entry: Entry) => boolean,
): readonly (readonly [Entry, number])[] {
  let accepted = 0;
  return index.search(terms, (entry) => accepted < maxPapers && accepts(entry) && ++accepted > 0);
}
