import type { Paper } from "../catalogue/paper.js";

interface Dated {
  readonly paper: Pick<Paper, "id" | "title" | "year" | "arxivId">;
}

/** Entries, as {@link newestFirst} has them. */
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

/**
 * The later year first, of one year the later arXiv id, and then by title: an order that does not depend on which lists were
 * indexed together, and when.
 */
export function newestFirst(a: Dated, b: Dated): number {
  const [one, other] = [a.paper, b.paper];
  return (
    yearOf(b) - yearOf(a) ||
    compare(submissionOf(other), submissionOf(one)) ||
    compare(one.title, other.title) ||
    compare(one.id, other.id)
  );
}

/** An arXiv id that begins with year and month. Those of before 2007 begin with a name, which is after all digits. */
function submissionOf({ arxivId }: Dated["paper"]): string {
  return arxivId !== null && arxivId < ":" ? arxivId : "";
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The year by which an entry is new; those without one come last. */
export function yearOf({ paper }: Dated): number {
  return paper.year ?? 0;
}
