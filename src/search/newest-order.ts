import type { Paper } from "../catalogue/paper.js";
import type { Entry } from "./entry.js";

type Dated = Pick<Entry, "number"> & { readonly paper: Pick<Paper, "year"> };

/** Entries, newest first, of one year in the order of the list. */
export interface NewestOrder<One> {
  add(entry: One): void;
  remove(entry: One): void;
  entries(): readonly One[];
}

/** So many changes are made at once, as nobody has asked: what was removed is not kept for long. */
const maxPending = 5000;
/** Beyond so many additions, to sort is faster than to look each place up. */
const maxInsertions = 200;

/** A question costs what has changed since the last one, and hardly more where there are many entries. */
export function createNewestOrder<One extends Dated>(): NewestOrder<One> {
  let ordered: readonly One[] = [];
  const added = new Set<One>();
  const removed = new Set<One>();

  function entries(): readonly One[] {
    if (removed.size > 0) ordered = ordered.filter((entry) => !removed.has(entry));
    if (added.size > maxInsertions) ordered = [...ordered, ...added].sort(newestFirst);
    else if (added.size > 0) ordered = withInserted(ordered, added);
    added.clear();
    removed.clear();
    return ordered;
  }

  return {
    add(entry) {
      added.add(entry);
    },
    remove(entry) {
      if (!added.delete(entry)) removed.add(entry);
      if (removed.size > maxPending) entries();
    },
    entries,
  };
}

function withInserted<One extends Dated>(ordered: readonly One[], added: Iterable<One>): readonly One[] {
  const all = [...ordered];
  for (const entry of added) all.splice(placeOf(entry, all), 0, entry);
  return all;
}

function placeOf(entry: Dated, ordered: readonly Dated[]): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = ordered[middle];
    if (other !== undefined && newestFirst(other, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function newestFirst(a: Dated, b: Dated): number {
  return yearOf(b) - yearOf(a) || a.number - b.number;
}

/** The year by which an entry is new; those without one come last. */
export function yearOf({ paper }: Dated): number {
  return paper.year ?? 0;
}
