import type { Entry } from "./entry.js";
import type { PaperIndex } from "./paper-index.js";
import type { RankLimits } from "./rank.js";
import type { TermMatch } from "./term-match.js";

/** Where papers are looked for. */
export interface Scope {
  readonly index: PaperIndex;
  readonly passes: (entry: Entry) => boolean;
  readonly limits: RankLimits;
}

/**
 * The papers that have all the words, with MiniSearch's score. The rarest word is looked for first, and each of the
 * others only among the papers that are left; and not at all where these are so few that each is looked at closely,
 * which tells whether it has all words. So a query costs what its rarest word costs.
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
    if (found.size <= scope.limits.reranked) break;
  }
  return found;
}

/** The papers that have any of the words, the rarest first, until there are plenty: a rare word outweighs common ones. */
export function papersWithSome(matches: readonly TermMatch[], scope: Scope): ReadonlyMap<Entry, number> {
  const found = new Map<Entry, number>();
  for (const { sources } of rarestFirst(matches)) {
    for (const [entry, score] of papersWithOne(sources, scope, scope.passes)) {
      found.set(entry, (found.get(entry) ?? 0) + score);
    }
    if (found.size > scope.limits.papers / 5) break;
  }
  return found;
}

function rarestFirst(matches: readonly TermMatch[]): TermMatch[] {
  return matches.filter(({ optional }) => !optional).sort((a, b) => a.count - b.count);
}

function papersWithOne(
  terms: ReadonlyMap<string, number>,
  { index, limits }: Scope,
  accepts: (entry: Entry) => boolean,
): readonly (readonly [Entry, number])[] {
  let accepted = 0;
  return index.search(terms, (entry) => accepted < limits.papers && accepts(entry) && ++accepted > 0);
}
