import { describe, expect, test } from "vitest";
import { nextVersion } from "../../src/catalogue/diff.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { paperId } from "../../src/catalogue/paper-id.js";
import { createSharedIds, type SharedIds } from "../../src/catalogue/shared-ids.js";
import { neighbours, paper, venues } from "./diff-helpers.js";

/** The ids by which a list knows these papers when it sees them for the first time. */
function firstSight(registry: SharedIds, list: string, papers: readonly Paper[]): string[] {
  const idElsewhere = registry.lookupFor(list);
  const read = nextVersion({ papers: [], knownPapers: new Map() }, { papers }, venues, undefined, idElsewhere);
  registry.update(list, read.knownPapers);
  return read.papers.map(({ id }) => id);
}

const short = paper("SmoothQuant: Accurate and Efficient Post-Training Quantization", {
  arxiv: "2211.10438",
});
const long = paper(
  "SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language Models",
  {
    arxiv: "2211.10438",
  },
);

describe("a paper that two lists have", () => {
  test("goes by one id, under whatever title each has it", () => {
    const registry = createSharedIds();
    const [id] = firstSight(registry, "one", [short, ...neighbours]);
    expect(firstSight(registry, "two", [long, ...neighbours])).toEqual([
      id,
      ...neighbours.map(({ id }) => id),
    ]);
    expect(id).not.toBe(paperId(long.title));
  });

  test.each([
    ["Sharper Minima for Vision Transformers", "Sharper Minima for ViTs"],
    ["Dual Listed: Papers In Two Lists", "Dual-listed - papers in 2 lists"],
    ["Post-Training Quantization of Giant Speech Models", "PTQ for Giant Speech Models"],
    ["BitFold: Folding the Bits of Transformers", "Folding the Bits of Transformers (BitFold)"],
  ])("with one arXiv id goes by one id, be it reworded: %s, %s", (here, there) => {
    const registry = createSharedIds();
    const [id] = firstSight(registry, "one", [paper(here, { arxiv: "2605.01234" }), ...neighbours]);
    expect(firstSight(registry, "two", [paper(there, { arxiv: "2605.01234" }), ...neighbours])[0]).toBe(id);
  });

  test("is known by a former title of the other list too", () => {
    const registry = createSharedIds();
    const first = nextVersion({ papers: [], knownPapers: new Map() }, { papers: [short, ...neighbours] }, venues);
    const second = nextVersion(first, { papers: [long, ...neighbours] }, venues);
    registry.update("one", second.knownPapers);
    expect(firstSight(registry, "two", [paper(short.title)])).toEqual([short.id]);
  });

  test("keeps the id it has where it was met first, whatever the other list does later", () => {
    const registry = createSharedIds();
    const [id] = firstSight(registry, "one", [short, ...neighbours]);
    const two = nextVersion(
      { papers: [], knownPapers: new Map() },
      { papers: [long] },
      venues,
      undefined,
      registry.lookupFor("two"),
    );
    registry.remove("one");
    const later = nextVersion(
      two,
      { papers: [long, paper("Another")] },
      venues,
      undefined,
      registry.lookupFor("two"),
    );
    expect(later.papers.map(({ id }) => id)).toEqual([id, paperId("Another")]);
    expect(later.added.map(({ title }) => title)).toEqual(["Another"]);
  });
});

describe("two papers of two lists", () => {
  test.each([
    [
      "whose titles are alike and that share no key",
      paper("Accurate Post-Training Quantization of Generative Pre-trained Transformers"),
    ],
    [
      "of which one has an id that was pasted by mistake",
      paper("A Survey of Pruning", { arxiv: "2211.10438" }),
    ],
    ["whose names differ in a number", paper("Q4BERT: Quantized 4Bit BERT", { arxiv: "2001.00001" })],
  ])("%s are two", (_, other) => {
    const registry = createSharedIds();
    const known = firstSight(registry, "one", [short, ...neighbours]);
    const [id] = firstSight(registry, "two", [other]);
    expect(id).toBe(other.id);
    expect(known).not.toContain(id);
  });
});

test("a list whose own papers have the id already gives another one", () => {
  const registry = createSharedIds();
  firstSight(registry, "one", [short]);
  const [first, second] = firstSight(registry, "two", [
    short,
    paper("SmoothQuant: Accurate and Efficient Post-Training Quantization of Speech", {
      arxiv: "2401.00001",
    }),
  ]);
  expect(first).toBe(short.id);
  expect(second).not.toBe(first);
});
