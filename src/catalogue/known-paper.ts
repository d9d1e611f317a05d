import { isDeepStrictEqual } from "node:util";
import { normaliseTitle } from "./normalise-title.js";
import type { Paper } from "./paper.js";
import { numberedId, paperId } from "./paper-id.js";
import { paperKeys } from "./paper-keys.js";
import { isPublished, type VenueRegistry } from "./venues.js";

/**
 * What is kept of every paper that was ever in a list, even after it left: enough to recognise it under another title
 * or link, and to know what has been announced about it. Plain JSON.
 */
export interface KnownPaper {
  /** The id it got when it was first read. It never changes. */
  readonly id: string;
  /** Its latest title. */
  readonly title: string;
  /** Every title it ever had, normalised, the first one first. */
  readonly titles: readonly string[];
  /** Every key (`arxiv:2309.16354`, `doi:…`, `url:…`, `code:…`) it ever had; see `paper-keys.ts`. */
  readonly keys: readonly string[];
  /** Its latest keys. */
  readonly currentKeys: readonly string[];
  /** Whether it ever had a link to code. */
  readonly hasCode: boolean;
  /** Its latest venue. */
  readonly venue: string | null;
  /** Every venue it ever had, except preprint servers. */
  readonly venues: readonly string[];
}

/** Every paper that was ever in a list, by id. */
export type KnownPapers = ReadonlyMap<string, KnownPaper>;

/** The ids of an entry in other lists. */
export interface SharedId {
  readonly own: string | null;
  /** Of a paper of this list, of which it is another entry. */
  readonly second: string | null;
}

export type SharedIdOf = (paper: Paper) => SharedId;

/** A known paper for one that is new in its list. It gets the id it has in other lists, unless that is taken here. */
export function createKnownPaper(
  paper: Paper,
  knownPapers: KnownPapers,
  venues: VenueRegistry,
  sharedIdOf: SharedIdOf,
): KnownPaper {
  const { title } = paper;
  const shared = sharedIdOf(paper).own;
  const id = shared !== null && !knownPapers.has(shared) ? shared : freeId(title, knownPapers);
  const titles = [normaliseTitle(title)];
  const empty = { id, title, titles, keys: [], currentKeys: [], hasCode: false, venue: null, venues: [] };
  return updateKnownPaper(empty, paper, [paper], venues);
}

/**
 * The known paper with what its current entries add: the same object if they add nothing.
 *
 * @param paper all its entries merged
 * @param entries those entries: a paper may be listed under several titles
 */
export function updateKnownPaper(
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
  return isDeepStrictEqual(known, next) ? known : next;
}

/** The title's own id; a numbered one if a paper that has since been renamed was first read under this title. */
function freeId(title: string, knownPapers: KnownPapers): string {
  let id = paperId(title);
  for (let count = 2; knownPapers.has(id); count++) id = numberedId(title, count);
  return id;
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  const all = new Set(a);
  for (const each of b) all.add(each);
  return all.size === a.length ? a : [...all];
}
