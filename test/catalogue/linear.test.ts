import { describe, expect, test } from "vitest";
import { honestList, hostileLists } from "../../bench/hostile-lists.js";
import { diffCatalogues } from "../../src/catalogue/diff.js";
import { createListReader, parseList } from "../../src/catalogue/parse-list.js";
import { venues } from "./reading.js";

/** Characters: little for a linear reader, and minutes or all memory for one that is not. */
const size = 300_000;

describe("a hostile list is read, or refused in one sentence", () => {
  test.each(hostileLists)("$name", ({ list }) => {
    const { papers, problems } = parseList(list(size), venues);
    expect(papers.length + problems.length).toBeGreaterThan(0);
  });
});

describe("two versions of a hostile list are compared", () => {
  test.each(hostileLists.filter(({ name }) => /titles|one title|links/.test(name)))("$name", ({ list }) => {
    const now = parseList(list(size), venues);
    const before = { papers: now.papers.slice(0, -10) };
    const { added, removed } = diffCatalogues(before, now, venues);
    expect(added.length + removed.length).toBeLessThanOrEqual(10);
    const reworded = now.papers.map((paper) => ({ ...paper, title: `${paper.title} at Last` }));
    expect(diffCatalogues(now, { papers: reworded }, venues).papers.length).toBeGreaterThan(0);
  });
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
