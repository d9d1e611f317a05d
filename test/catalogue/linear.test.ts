import { describe, expect, test } from "vitest";
import { honestList, hostileData, hostileLists } from "../../bench/hostile-lists.js";
import { diffCatalogues } from "../../src/catalogue/diff.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { createListReader, parseList } from "../../src/catalogue/parse-list.js";
import { venues } from "./reading.js";

/** Characters: enough for what is not linear to take many times as long as the honest list. */
const size = 60_000;
/** Far above what any linear list takes (twice), far below one that is not. */
const maxTimes = 10;

/** CPU time, in milliseconds. */
function cpuOf(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/**
 * Whether the work takes a few times as long as the honest work at most: both are measured again before it is called slow.
 *
 * @param honestCpu what the honest work took before, if that is known
 */
function isLinear(work: () => unknown, honest: () => unknown, honestCpu = cpuOf(honest)): boolean {
  if (cpuOf(work) <= maxTimes * honestCpu) return true;
  for (let attempt = 0; attempt < 2; attempt++) {
    if (cpuOf(work) <= maxTimes * cpuOf(honest)) return true;
  }
  return false;
}

const honest = honestList(size);
const readHonest = () => parseList(honest, venues);
/** What is not compiled yet is slow: the least of several counts. */
const leastCpuOf = (work: () => unknown): number => Math.min(...Array.from({ length: 6 }, () => cpuOf(work)));
const honestCpu = leastCpuOf(readHonest);

describe("a hostile list is read, or refused in one sentence", () => {
  test.each(hostileLists)("$name", ({ list }) => {
    const hostile = list(size);
    let found = 0;
    const read = () => {
      const { papers, problems } = parseList(hostile, venues);
      found = papers.length + problems.length;
    };
    expect(isLinear(read, readHonest, honestCpu)).toBe(true);
    expect(found).toBeGreaterThan(0);
  });
});

describe("a hostile list kept as data is read, or refused in one sentence", () => {
  test.each(hostileData)("$name", ({ list, path }) => {
    const files = [{ path, markdown: list(size) }];
    let found = 0;
    const read = () => {
      const { papers, problems } = createListReader(venues).read(files);
      found = papers.length + problems.length;
    };
    expect(isLinear(read, readHonest, honestCpu)).toBe(true);
    expect(found).toBeGreaterThan(0);
  });
});

describe("two versions of a hostile list are compared", () => {
  const honestPapers = readHonest().papers;
  const reworded = (papers: readonly Paper[]) =>
    papers.map((paper) => ({ ...paper, title: `${paper.title} at Last` }));
  const compareHonest = () =>
    diffCatalogues({ papers: honestPapers }, { papers: reworded(honestPapers) }, venues);
  const honestCompareCpu = leastCpuOf(compareHonest);

  test.each(hostileLists.filter(({ name }) => /titles|one title|links|details/.test(name)))(
    "$name",
    ({ list }) => {
      const now = parseList(list(size), venues);
      const before = { papers: now.papers.slice(0, -10) };
      const { added, removed } = diffCatalogues(before, now, venues);
      expect(added.length + removed.length).toBeLessThanOrEqual(10);
      const next = { papers: reworded(now.papers) };
      expect(isLinear(() => diffCatalogues(now, next, venues), compareHonest, honestCompareCpu)).toBe(true);
    },
  );

  test("titles that share their start, their end and their length", () => {
    const paper = (index: number): Paper => ({
      id: String(index),
      title: `Quiet ${String(index).padStart(5, "0")} River`,
      venue: null,
      year: null,
      links: [],
      arxivId: null,
      authors: null,
      tags: [],
      line: index,
    });
    const many = Array.from({ length: 8000 }, (_, index) => paper(index));
    const few = many.slice(0, 1000);
    const compare = (papers: readonly Paper[]) => diffCatalogues({ papers: [] }, { papers }, venues);
    compare(few);
    expect(
      isLinear(
        () => compare(many),
        () => [1, 2, 3].map(() => compare(few)),
      ),
    ).toBe(true);
  });
});

test("a title that thousands of entries share, each with an id of its own", () => {
  const list = (count: number) =>
    Array.from(
      { length: count },
      (_, n) => `- Quiet Rivers [[p](https://arxiv.org/abs/2001.${10_000 + n})]`,
    ).join("\n");
  const [few, many] = [list(3_000), list(30_000)];
  parseList(few, venues);
  expect(
    isLinear(
      () => parseList(many, venues),
      () => [1, 2, 3].map(() => parseList(few, venues)),
    ),
  ).toBe(true);
});

test("titles that are not written in the file as they are read cost as much as others", () => {
  const list = (title: (n: number) => string) => {
    const records = Array.from({ length: 2000 }, (_, n) => `- title: ${title(n)}\n  url: https://a.b/${n}\n`);
    return [
      { path: "list.yaml", markdown: `${records.join("")}- abstract: ${"waves and ".repeat(200_000)}\n` },
    ];
  };
  const plain = list((n) => `Quiet Rivers of Number ${n}`);
  const folded = list((n) => `|\n    Quiet\n    Rivers of Number ${n}`);
  const read = (files: typeof plain) => createListReader(venues).read(files);
  read(plain);
  expect(
    isLinear(
      () => read(folded),
      () => read(plain),
    ),
  ).toBe(true);
  expect(read(folded).papers.at(-1)?.title).toBe("Quiet Rivers of Number 1999");
});

test("a definition that each heading uses costs as much as its text", () => {
  const list = `[d]: https://a.b/${"x".repeat(100_000)}\n\n${"# n [d]\n".repeat(8000)}`;
  expect(parseList(list, venues).problems).toHaveLength(1);
});

test("the next revision reads only what changed", () => {
  const list = honestList(200_000);
  const reader = createListReader(venues);
  const first = reader.read([{ path: "a", markdown: list }]).papers;
  const entry = "- One More Entry at the Top [[paper](https://arxiv.org/abs/2001.99999)]\n";
  const [added, ...others] = reader.read([{ path: "a", markdown: entry + list }]).papers;
  expect(added?.title).toBe("One More Entry at the Top");
  // The same objects: nothing of them was read again.
  expect(others.every((paper, index) => paper.links === first[index]?.links)).toBe(true);
});
