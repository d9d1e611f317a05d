import { isPublished } from "./diff-published.js";
import type { KnownPaper, Memory } from "./known-paper.js";
import { normaliseTitle } from "./normalise-title.js";
import type { Paper } from "./paper.js";
import { paperId } from "./paper-id.js";
import { paperKeys } from "./strong-keys.js";
import type { VenueRegistry } from "./venues.js";

/** The id that other lists know a paper by, or null. */
export type IdElsewhere = (paper: Paper) => string | null;

/**
 * What is to be remembered of a paper that was never seen before in its list. It goes by the id that another list
 * knows it by, where this one has no other paper of that id.
 */
export function introduce(
  paper: Paper,
  memory: Memory,
  venues: VenueRegistry,
  idElsewhere: IdElsewhere,
): KnownPaper {
  const titles = [normaliseTitle(paper.title)];
  const { title } = paper;
  const nothing = { title, titles, keys: [], currentKeys: [], hasCode: false, venue: null, venues: [] };
  const shared = idElsewhere(paper);
  const id = shared !== null && !memory.has(shared) ? shared : freeId(title, memory);
  return learn({ id, ...nothing }, paper, [paper], venues);
}

/**
 * What is to be remembered of a known paper after it was seen again: the same object where that adds nothing.
 *
 * @param paper what all its entries say of it together
 * @param entries those entries: a paper may be listed under several titles
 */
export function learn(
  known: KnownPaper,
  paper: Paper,
  entries: readonly Paper[],
  venues: VenueRegistry,
): KnownPaper {
  const { strong, weak } = paperKeys(paper);
  const currentKeys = [...strong, ...weak];
  const titles = entries.map(({ title }) => title).filter((title) => title !== known.title);
  const published = isPublished(paper.venue, venues) ? [paper.venue] : [];
  const next: KnownPaper = {
    id: known.id,
    title: paper.title,
    titles: union(known.titles, titles.map(normaliseTitle)),
    keys: union(known.keys, currentKeys),
    currentKeys,
    hasCode: known.hasCode || paper.links.some(({ kind }) => kind === "code"),
    venue: paper.venue,
    venues: union(known.venues, published),
  };
  return isSame(known, next) ? known : next;
}

function isSame(a: KnownPaper, b: KnownPaper): boolean {
  return (
    a.title === b.title &&
    a.titles === b.titles &&
    a.keys === b.keys &&
    a.currentKeys.length === b.currentKeys.length &&
    a.currentKeys.every((key, i) => key === b.currentKeys[i]) &&
    a.hasCode === b.hasCode &&
    a.venue === b.venue &&
    a.venues === b.venues
  );
}

/**
 * An id that no other paper has. It is the title's own, unless a paper that was renamed since was first known by this
 * title: then the title with a number gives the id.
 */
function freeId(title: string, memory: Memory): string {
  let id = paperId(title);
  for (let count = 2; memory.has(id); count++) id = paperId(`${title} (${count})`);
  return id;
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return b.every((each) => a.includes(each)) ? a : [...new Set([...a, ...b])];
}
