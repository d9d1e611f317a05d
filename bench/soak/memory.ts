import type { Load } from "./bot.js";

/** Memory of the last process, in its first and its last third. MB. */
export interface Memory {
  readonly minutes: number;
  readonly heap: readonly [first: number, last: number];
  readonly rss: readonly [first: number, last: number];
  readonly isFlat: boolean;
}

/** What may be more at the end: the list has grown, and heaps vary by some MB. */
const mayGrow = { share: 1.15, megabytes: 12 } as const;
/** Compiled code and caches are not full before. Milliseconds. */
const warmUp = 45_000;

/**
 * Compares the least memory that was in use in both parts, since a strangers' list takes some hundred MB while it is
 * read. Null where the last process did not live for long enough.
 */
export function memoryOf(loads: readonly Load[]): Memory | null {
  const life = loads.at(-1)?.life;
  const own = loads.filter((load) => load.life === life);
  const [start, end] = [(own[0]?.at ?? 0) + warmUp, own.at(-1)?.at ?? 0];
  const third = (end - start) / 3;
  const parts = [
    own.filter(({ at }) => at >= start && at <= start + third),
    own.filter(({ at }) => at >= end - third),
  ];
  const least = (values: readonly number[]) => Math.min(...values) / 1e6;
  const [heapFirst = 0, heapLast = 0] = parts.map((part) =>
    least(part.flatMap(({ liveHeap }) => (liveHeap === null ? [] : [liveHeap]))),
  );
  const [rssFirst = 0, rssLast = 0] = parts.map((part) => least(part.map(({ rss }) => rss)));
  if (![heapFirst, heapLast, rssFirst, rssLast].every(Number.isFinite)) return null;
  const flat = (first: number, last: number) => last <= first * mayGrow.share + mayGrow.megabytes;
  return {
    minutes: (end - start) / 60_000,
    heap: [heapFirst, heapLast],
    rss: [rssFirst, rssLast],
    isFlat: flat(heapFirst, heapLast) && flat(rssFirst, rssLast),
  };
}
