import { entryKey } from "./entry-key.js";
import { isEdited } from "./is-edited.js";
import {
  createKnownPaper,
  type KnownPaper,
  type KnownPapers,
  type SharedId,
  type SharedIdOf,
  updateKnownPaper,
} from "./known-paper.js";
import { matchEntries } from "./match-entries.js";
import { mergeEntries } from "./merged-paper.js";
import { normaliseTitle } from "./normalise-title.js";
import type { Catalogue, Paper } from "./paper.js";
import { linkKey, paperKeys } from "./paper-keys.js";
import { isPublished, type VenueRegistry } from "./venues.js";

/** What differs between two versions of a list. Every paper keeps the id it got when it was first read. */
export interface CatalogueDiff {
  readonly added: readonly Paper[];
  /** Known papers with their first link to code. */
  readonly codeReleased: readonly Paper[];
  /** Known papers that went from no venue or a preprint server to a venue they never had. */
  readonly accepted: readonly Paper[];
  readonly edited: readonly { readonly before: Paper; readonly after: Paper }[];
  readonly removed: readonly Paper[];
}

/** A version of a list that has been read. */
export interface CatalogueVersion {
  /** Each paper once, under its first id. */
  readonly papers: readonly Paper[];
  /** Every paper that was ever in the list, including these. */
  readonly knownPapers: KnownPapers;
  /** The keys of its entries that are no papers, by `entryKey`; none if left out. */
  readonly passedOver?: ReadonlySet<string>;
}

/** The new version, and what differs in it. */
export interface CatalogueStep extends CatalogueDiff, CatalogueVersion {
  /** The known papers that are new or updated. */
  readonly learned: readonly KnownPaper[];
}

/**
 * The difference between two versions of a list.
 *
 * All evidence together decides which entry is which paper, see `match-entries.ts`. With `knownPapers`, a paper is
 * `added` only once, gets its code once, and is accepted once per venue, even if it leaves the list and returns.
 */
export function diffCatalogues(
  before: Pick<Catalogue, "papers">,
  after: Pick<Catalogue, "papers">,
  venues: VenueRegistry,
  knownPapers: KnownPapers = new Map(),
): CatalogueStep {
  const old = readVersion(before.papers, { papers: [], knownPapers }, venues, noSharedIds);
  return nextVersion(old, after, venues, knownPapers);
}

const noSharedId: SharedId = { own: null, second: null };
const noSharedIds: SharedIdOf = () => noSharedId;

/**
 * The same for a version that has been read already.
 *
 * @param sharedIdOf the ids in other lists, for papers that are new in this one
 */
export function nextVersion(
  old: CatalogueVersion,
  after: Pick<Catalogue, "papers">,
  venues: VenueRegistry,
  knownPapers: KnownPapers = old.knownPapers,
  sharedIdOf: SharedIdOf | null = null,
): CatalogueStep {
  const now = readVersion(after.papers, old, venues, sharedIdOf ?? noSharedIds);
  const oldById = new Map(old.papers.map((paper) => [paper.id, paper]));
  const nowById = new Map(now.papers.map((paper) => [paper.id, paper]));

  const familiar = now.papers.flatMap((paper) => {
    const known = old.knownPapers.get(paper.id);
    return known ? [{ paper, known }] : [];
  });
  const withCode = familiar.filter(({ paper, known }) => !known.hasCode && codeLinks(paper).length > 0);
  const moved = withCode.length > 0 ? movedLinks(oldById, nowById) : new Set<string>();
  const codeReleased = withCode.filter(({ paper }) =>
    codeLinks(paper).some((link) => !moved.has(linkKey(link) ?? "")),
  );
  const accepted = familiar.filter(
    ({ paper: { venue }, known }) =>
      isPublished(venue, venues) && !isPublished(known.venue, venues) && !known.venues.includes(venue),
  );
  const code = new Set(codeReleased.map(({ paper }) => paper.id));
  const venue = new Set(accepted.map(({ paper }) => paper.id));
  return {
    added: withoutMentions(
      now.papers.filter((paper) => !old.knownPapers.has(paper.id) && !stoodBefore(paper, old)),
      now,
    ),
    codeReleased: codeReleased.map(({ paper }) => paper),
    accepted: accepted.map(({ paper }) => paper),
    edited: now.papers.flatMap((after) => {
      const before = oldById.get(after.id);
      const others = { code: code.has(after.id), venue: venue.has(after.id) };
      return before && isEdited(before, after, others) ? [{ before, after }] : [];
    }),
    removed: old.papers.filter(({ id }) => !nowById.has(id)),
    papers: now.papers,
    knownPapers: now.knownPapers,
    learned: [...now.knownPapers.values()].filter((each) => knownPapers.get(each.id) !== each),
  };
}

/**
 * Whether an entry that counts as a paper now was there before, word for word, and counted as none: other entries around
 * it decided that. To its readers it is not new.
 */
function stoodBefore(paper: Paper, { passedOver }: CatalogueVersion): boolean {
  return passedOver !== undefined && passedOver.size > 0 && passedOver.has(entryKey(paper));
}

/** Words of a name by which a paper is mentioned again. */
const maxNameWords = 3;

/** Without what only mentions a paper of the list by its name: `KiteNet, ICRA 2020`, beside `KiteNet: Slow Kites`. */
function withoutMentions(added: readonly Paper[], { knownPapers }: CatalogueVersion): readonly Paper[] {
  const isName = ({ title }: Paper) => !/[:：]/.test(title) && title.split(/\s+/).length <= maxNameWords;
  const mentions = added.filter((paper) => isName(paper) && paperKeys(paper).strong.length === 0);
  if (mentions.length === 0) return added;
  const names = new Set<string>();
  for (const { title } of knownPapers.values()) {
    const name = /^([^:：]{2,60})[:：]\s*\S/.exec(title)?.[1];
    if (name !== undefined) names.add(normaliseTitle(name));
  }
  const known = new Set(mentions.filter(({ title }) => names.has(normaliseTitle(title))));
  return added.filter((paper) => !known.has(paper));
}

/** The papers of a version under their first ids, several entries of one merged, and the known papers including them. */
function readVersion(
  entries: readonly Paper[],
  before: CatalogueVersion,
  venues: VenueRegistry,
  sharedIdOf: SharedIdOf,
): CatalogueVersion {
  const knownPapers = new Map(before.knownPapers);
  const groups = matchEntries(
    entries,
    before.knownPapers.values(),
    before.papers.map(({ id }) => id),
    {
      secondOf: (paper) => knownPapers.get(sharedIdOf(paper).second ?? "") ?? null,
      add(paper) {
        const known = createKnownPaper(paper, knownPapers, venues, sharedIdOf);
        knownPapers.set(known.id, known);
        return known;
      },
    },
  );
  const beforeById = new Map(before.papers.map((paper) => [paper.id, paper]));
  const papers: Paper[] = [];
  for (const [id, group] of groups) {
    // A paper listed under two titles keeps the one it had, as their order may change.
    const first = group.find(({ title }) => title === knownPapers.get(id)?.title) ?? group[0];
    if (!first) continue;
    const merged = mergeEntries(
      first,
      group.filter((each) => each !== first),
      venues,
    );
    const paper = merged.id === id ? merged : { ...merged, id };
    const known = knownPapers.get(id);
    if (known && !isUnchanged(beforeById.get(id), paper, group)) {
      knownPapers.set(id, updateKnownPaper(known, paper, group, venues));
    }
    papers.push(paper);
  }
  return { papers, knownPapers };
}

/** A cheap test that holds for most papers: those that are not parsed again keep their links. */
function isUnchanged(before: Paper | undefined, paper: Paper, entries: readonly Paper[]): boolean {
  return (
    before?.links === paper.links &&
    before.title === paper.title &&
    before.venue === paper.venue &&
    entries.length === 1
  );
}

function codeLinks(paper: Paper): Paper["links"] {
  return paper.links.filter(({ kind }) => kind === "code");
}

/** Code links that a paper lost in this step. Another paper that has one now got a correction, not a release. */
function movedLinks(
  oldById: ReadonlyMap<string, Paper>,
  nowById: ReadonlyMap<string, Paper>,
): ReadonlySet<string> {
  const moved = new Set<string>();
  for (const [id, before] of oldById) {
    const after = nowById.get(id);
    if (!after || after.links === before.links) continue;
    const kept = new Set(codeLinks(after).map(linkKey));
    for (const key of codeLinks(before).map(linkKey)) if (key && !kept.has(key)) moved.add(key);
  }
  return moved;
}
