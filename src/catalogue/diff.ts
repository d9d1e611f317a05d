import { isEdited } from "./diff-edits.js";
import { type IdElsewhere, introduce, learn } from "./diff-memory.js";
import { mergeEntries } from "./diff-merge.js";
import { isPublished } from "./diff-published.js";
import type { KnownPaper, Memory } from "./known-paper.js";
import { recognise } from "./match.js";
import type { Catalogue, Paper } from "./paper.js";
import { linkKey } from "./strong-keys.js";
import type { VenueRegistry } from "./venues.js";

/** What differs between two versions of a list. Every paper carries the id it was first known by. */
export interface CatalogueDiff {
  readonly added: readonly Paper[];
  /** Known papers with a link to code, that never had one. */
  readonly codeReleased: readonly Paper[];
  /** Known papers that went from no venue, or from a preprint server, to a venue they never had. */
  readonly accepted: readonly Paper[];
  readonly edited: readonly { readonly before: Paper; readonly after: Paper }[];
  readonly removed: readonly Paper[];
}

/** A difference, and what is known afterwards. */
export interface CatalogueStep extends CatalogueDiff, CatalogueVersion {
  /** What of `memory` is new, or differs from the memory given. */
  readonly learned: readonly KnownPaper[];
}

/** A version of a list that was read before. */
export interface CatalogueVersion {
  /** Each paper once, under the id it was first known by. */
  readonly papers: readonly Paper[];
  /** Everything ever known, these papers included. */
  readonly memory: Memory;
}

/**
 * Says what changed from one version of a list to the next.
 *
 * Who is who is decided by all evidence together, see `match.ts`. With a memory of everything that was ever in the
 * list, a paper is `added` once for ever, gets its code once, and is accepted once a venue, however often it leaves
 * and comes back.
 */
export function diffCatalogues(
  before: Pick<Catalogue, "papers">,
  after: Pick<Catalogue, "papers">,
  venues: VenueRegistry,
  memory: Memory = new Map(),
): CatalogueStep {
  const old = readVersion(before.papers, { papers: [], memory }, venues, nowhere);
  return nextVersion(old, after, venues, memory);
}

const nowhere: IdElsewhere = () => null;

/**
 * The same for a version that was read before, so that only the new one has to be read.
 *
 * @param idElsewhere what other lists know a paper by that is new in this one
 */
export function nextVersion(
  old: CatalogueVersion,
  after: Pick<Catalogue, "papers">,
  venues: VenueRegistry,
  memory: Memory = old.memory,
  idElsewhere: IdElsewhere = nowhere,
): CatalogueStep {
  const now = readVersion(after.papers, old, venues, idElsewhere);
  const was = new Map(old.papers.map((paper) => [paper.id, paper]));
  const isStill = new Map(now.papers.map((paper) => [paper.id, paper]));

  const known = now.papers.flatMap((paper) => {
    const remembered = old.memory.get(paper.id);
    return remembered ? [{ paper, remembered }] : [];
  });
  const withCode = known.filter(
    ({ paper, remembered }) => !remembered.hasCode && codeLinks(paper).length > 0,
  );
  const moved = withCode.length > 0 ? movedLinks(was, isStill) : new Set<string>();
  const codeReleased = withCode.filter(({ paper }) =>
    codeLinks(paper).some((link) => !moved.has(linkKey(link) ?? "")),
  );
  const accepted = known.filter(
    ({ paper: { venue }, remembered }) =>
      isPublished(venue, venues) &&
      !isPublished(remembered.venue, venues) &&
      !remembered.venues.includes(venue),
  );
  const code = new Set(codeReleased.map(({ paper }) => paper.id));
  const venue = new Set(accepted.map(({ paper }) => paper.id));
  return {
    added: now.papers.filter(({ id }) => !old.memory.has(id)),
    codeReleased: codeReleased.map(({ paper }) => paper),
    accepted: accepted.map(({ paper }) => paper),
    edited: now.papers.flatMap((after) => {
      const before = was.get(after.id);
      const told = { code: code.has(after.id), venue: venue.has(after.id) };
      return before && isEdited(before, after, told) ? [{ before, after }] : [];
    }),
    removed: old.papers.filter(({ id }) => !isStill.has(id)),
    papers: now.papers,
    memory: now.memory,
    learned: [...now.memory.values()].filter((each) => memory.get(each.id) !== each),
  };
}

/** A version's papers under their first ids, those listed twice as one, and a memory that has them all. */
function readVersion(
  entries: readonly Paper[],
  before: CatalogueVersion,
  venues: VenueRegistry,
  idElsewhere: IdElsewhere,
): CatalogueVersion {
  const memory = new Map(before.memory);
  const groups = recognise(
    entries,
    before.memory.values(),
    before.papers.map(({ id }) => id),
    (paper) => {
      const known = introduce(paper, memory, venues, idElsewhere);
      memory.set(known.id, known);
      return known;
    },
  );
  const was = new Map(before.papers.map((paper) => [paper.id, paper]));
  const papers: Paper[] = [];
  for (const [id, group] of groups) {
    // A paper listed under two titles goes by the one it had: which of them comes first is an accident.
    const first = group.find(({ title }) => title === memory.get(id)?.title) ?? group[0];
    if (!first) continue;
    const merged = mergeEntries(
      first,
      group.filter((each) => each !== first),
      venues,
    );
    const paper = merged.id === id ? merged : { ...merged, id };
    const known = memory.get(id);
    if (known && !isSameEntry(was.get(id), paper, group)) memory.set(id, learn(known, paper, group, venues));
    papers.push(paper);
  }
  return { papers, memory };
}

/** A paper listed once, just as before, teaches nothing. Most are: this saves reading all their links again. */
function isSameEntry(was: Paper | undefined, paper: Paper, entries: readonly Paper[]): boolean {
  return (
    was !== undefined &&
    entries.length === 1 &&
    was.title === paper.title &&
    was.venue === paper.venue &&
    was.links.length === paper.links.length &&
    was.links.every(({ kind, url }, i) => kind === paper.links[i]?.kind && url === paper.links[i]?.url)
  );
}

function codeLinks(paper: Paper): Paper["links"] {
  return paper.links.filter(({ kind }) => kind === "code");
}

/** Code links that one paper lost in this very step: on another one they are put right, not released. */
function movedLinks(was: ReadonlyMap<string, Paper>, isStill: ReadonlyMap<string, Paper>): Set<string> {
  const moved = new Set<string>();
  for (const [id, before] of was) {
    const after = isStill.get(id);
    if (!after || after.links === before.links) continue;
    const kept = new Set(codeLinks(after).map(linkKey));
    for (const key of codeLinks(before).map(linkKey)) if (key && !kept.has(key)) moved.add(key);
  }
  return moved;
}
