import type { Change } from "./change.js";
import type { KnownPaper, KnownPapers } from "./known-paper.js";
import { normaliseTitle } from "./normalise-title.js";
import type { Paper } from "./paper.js";
import { settleClaims } from "./settle-claims.js";
import type { SharedIdLookup } from "./shared-ids.js";

/** The past of a list under the ids that its papers have now. */
export interface AdoptedPast {
  /** The changes of each revision, as they were given. */
  readonly changes: readonly (readonly Change[])[];
  /** The known papers that are new, or updated by what they were before. */
  readonly learned: readonly KnownPaper[];
}

/**
 * Gives the papers of a list's past, which was read after its newest version, the ids that they have in that: a paper of
 * both has a title in common, as the past leads up to what was read first. Papers that left before keep the id they have
 * in other lists, or get their own.
 *
 * @param past the papers known at the end of the past, under ids of its own
 * @param claimsOf the ids in other lists; null where there are none
 */
export function* adoptIds(
  past: KnownPapers,
  changes: readonly (readonly Change[])[],
  current: KnownPapers,
  claimsOf: SharedIdLookup | null,
): Generator<undefined, AdoptedPast> {
  const byTitle = createTitles(current);
  const seen = lastSeen(changes);
  const sharedIds = yield* idsInOtherLists(past, byTitle, seen, claimsOf, current);
  const ids = new Map<string, string>();
  const learned = new Map<string, KnownPaper>();
  for (const [id, before] of past) {
    yield;
    const now = currentIdOf(before, byTitle);
    const known = now === undefined ? undefined : (learned.get(now) ?? current.get(now));
    if (known !== undefined) {
      ids.set(id, known.id);
      const all = withPast(known, before);
      if (all !== known) learned.set(all.id, all);
      continue;
    }
    const shared = sharedIds.get(id);
    const own = shared !== undefined && !learned.has(shared) ? shared : id;
    ids.set(id, own);
    learned.set(own, { ...before, id: own });
  }
  const renamed = (paper: Paper): Paper => ({ ...paper, id: ids.get(paper.id) ?? paper.id });
  return {
    changes: changes.map((some) =>
      some.map((change) => ({
        ...change,
        paper: renamed(change.paper),
        before: change.before && renamed(change.before),
      })),
    ),
    learned: [...learned.values()],
  };
}

function currentIdOf({ titles }: KnownPaper, byTitle: ReadonlyMap<string, string>): string | undefined {
  return titles.toReversed().flatMap((title) => byTitle.get(title) ?? [])[0];
}

/** The ids in other lists of those papers that left before. */
function* idsInOtherLists(
  past: KnownPapers,
  byTitle: ReadonlyMap<string, string>,
  seen: ReadonlyMap<string, Paper>,
  claimsOf: SharedIdLookup | null,
  current: KnownPapers,
): Generator<undefined, ReadonlyMap<string, string>> {
  if (claimsOf === null) return new Map();
  const gone = [...past].flatMap(([id, before]) => {
    const paper = seen.get(id);
    return paper && currentIdOf(before, byTitle) === undefined ? [paper] : [];
  });
  const found = yield* claimsOf(gone);
  const claims = new Map(gone.map((paper, index) => [paper, found[index] ?? []]));
  const settled = settleClaims(claims, (id) => current.has(id));
  return new Map([...settled].map(([paper, id]) => [paper.id, id]));
}

/** The papers' ids by every title they had; the title of today comes before the earlier ones of another paper. */
function createTitles(papers: KnownPapers): ReadonlyMap<string, string> {
  const byTitle = new Map<string, string>();
  for (const { id, titles } of papers.values()) for (const title of titles) byTitle.set(title, id);
  for (const { id, title } of papers.values()) byTitle.set(normaliseTitle(title), id);
  return byTitle;
}

/** Each paper as a change had it last. */
function lastSeen(changes: readonly (readonly Change[])[]): ReadonlyMap<string, Paper> {
  return new Map(changes.flat().map(({ paper }) => [paper.id, paper]));
}

/** A known paper with what it had before: the same object if that adds nothing. */
function withPast(known: KnownPaper, before: KnownPaper): KnownPaper {
  const titles = [...new Set([...before.titles, ...known.titles])];
  const keys = [...new Set([...before.keys, ...known.keys])];
  const venues = [...new Set([...before.venues, ...known.venues])];
  const hasCode = known.hasCode || before.hasCode;
  const isSame =
    titles.length === known.titles.length &&
    keys.length === known.keys.length &&
    venues.length === known.venues.length &&
    hasCode === known.hasCode;
  return isSame ? known : { ...known, titles, keys, venues, hasCode };
}
