import type { Paper } from "../../src/catalogue/paper.js";
import type { KnownItem } from "./generate-queries.js";

/** A search engine over titles, venues and years. */
export interface Engine {
  readonly name: string;
  /** Reads all papers; the function it returns gives the ids of the best ten. */
  build(papers: readonly Paper[]): Promise<(text: string) => readonly string[] | Promise<readonly string[]>>;
}

export interface Measures {
  readonly queries: number;
  readonly hitAt1: number;
  readonly hitAt5: number;
  /** Mean of 1/rank over the first ten. */
  readonly mrrAt10: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly buildMs: number;
  /** Heap and buffers that the index holds, in MB. */
  readonly memoryMb: number;
  readonly hitAt1ByKind: ReadonlyMap<string, number>;
  readonly misses: readonly { readonly query: KnownItem; readonly found: readonly string[] }[];
}

/** Builds the engine and asks it everything, one query after the other, after a warming round of fifty. */
export async function measure(
  engine: Engine,
  papers: readonly Paper[],
  queries: readonly KnownItem[],
): Promise<Measures> {
  const before = memoryInUse();
  const start = performance.now();
  const search = await engine.build(papers);
  const buildMs = performance.now() - start;
  const memoryMb = (memoryInUse() - before) / 2 ** 20;
  for (const { text } of queries.slice(0, 50)) await search(text);
  const times: number[] = [];
  const ranks: number[] = [];
  const misses: { query: KnownItem; found: readonly string[] }[] = [];
  for (const query of queries) {
    const asked = performance.now();
    const found = await search(query.text);
    times.push(performance.now() - asked);
    const rank = found.indexOf(query.id);
    ranks.push(rank);
    if (rank !== 0) misses.push({ query, found });
  }
  const share = (test: (rank: number) => boolean) => ranks.filter(test).length / ranks.length;
  times.sort((a, b) => a - b);
  return {
    queries: queries.length,
    hitAt1: share((rank) => rank === 0),
    hitAt5: share((rank) => rank >= 0 && rank < 5),
    mrrAt10: ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / ranks.length,
    p50Ms: times[Math.floor(times.length * 0.5)] ?? 0,
    p95Ms: times[Math.floor(times.length * 0.95)] ?? 0,
    buildMs,
    memoryMb,
    hitAt1ByKind: byKind(queries, ranks),
    misses,
  };
}

function byKind(queries: readonly KnownItem[], ranks: readonly number[]): Map<string, number> {
  const kinds = new Map<string, { first: number; all: number }>();
  queries.forEach(({ kind }, i) => {
    const { first, all } = kinds.get(kind) ?? { first: 0, all: 0 };
    kinds.set(kind, { first: first + (ranks[i] === 0 ? 1 : 0), all: all + 1 });
  });
  return new Map([...kinds].map(([kind, { first, all }]) => [kind, first / all]));
}

/** Needs `node --expose-gc`; without it the figure is rough. */
export function memoryInUse(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers, external } = process.memoryUsage();
  return heapUsed + arrayBuffers + external;
}
