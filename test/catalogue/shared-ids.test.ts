import { describe, expect, test } from "vitest";
import { nextVersion } from "../../src/catalogue/diff.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { paperId } from "../../src/catalogue/paper-id.js";
import { createSharedIds, type SharedIds } from "../../src/catalogue/shared-ids.js";
import { neighbours, paper } from "./diff-helpers.js";
import { venues } from "./reading.js";

/** The ids that a list gives these papers when it is first read. */
function firstReading(sharedIds: SharedIds, list: string, papers: readonly Paper[]): string[] {
  const sharedIdOf = sharedIds.lookupFor(list);
  const read = nextVersion({ papers: [], knownPapers: new Map() }, { papers }, venues, undefined, sharedIdOf);
  sharedIds.update(list, read.knownPapers);
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

describe("a paper of two lists", () => {
  test("has one id, even under different titles", () => {
    const sharedIds = createSharedIds();
    const [id] = firstReading(sharedIds, "one", [short, ...neighbours]);
    expect(firstReading(sharedIds, "two", [long, ...neighbours])).toEqual([
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
  ])("with one arXiv id has one id, even if reworded: %s, %s", (here, there) => {
    const sharedIds = createSharedIds();
    const [id] = firstReading(sharedIds, "one", [paper(here, { arxiv: "2605.01234" }), ...neighbours]);
    expect(firstReading(sharedIds, "two", [paper(there, { arxiv: "2605.01234" }), ...neighbours])[0]).toBe(
      id,
    );
  });

  test("is recognised by a former title in the other list", () => {
    const sharedIds = createSharedIds();
    const first = nextVersion(
      { papers: [], knownPapers: new Map() },
      { papers: [short, ...neighbours] },
      venues,
    );
    const second = nextVersion(first, { papers: [long, ...neighbours] }, venues);
    sharedIds.update("one", second.knownPapers);
    expect(firstReading(sharedIds, "two", [paper(short.title)])).toEqual([short.id]);
  });

  test("keeps its id after the list that it came from is removed", () => {
    const sharedIds = createSharedIds();
    const [id] = firstReading(sharedIds, "one", [short, ...neighbours]);
    const two = nextVersion(
      { papers: [], knownPapers: new Map() },
      { papers: [long] },
      venues,
      undefined,
      sharedIds.lookupFor("two"),
    );
    sharedIds.remove("one");
    const later = nextVersion(
      two,
      { papers: [long, paper("Another")] },
      venues,
      undefined,
      sharedIds.lookupFor("two"),
    );
    expect(later.papers.map(({ id }) => id)).toEqual([id, paperId("Another")]);
    expect(later.added.map(({ title }) => title)).toEqual(["Another"]);
  });
});

describe("two papers of two lists", () => {
  test.each([
    [
      "with similar titles and no common key",
      paper("Accurate Post-Training Quantization of Generative Pre-trained Transformers"),
    ],
    [
      "of which one has the arXiv id of the other by mistake",
      paper("A Survey of Pruning", { arxiv: "2211.10438" }),
    ],
    ["with names that differ in a number", paper("Q4BERT: Quantized 4Bit BERT", { arxiv: "2001.00001" })],
  ])("%s have different ids", (_, other) => {
    const sharedIds = createSharedIds();
    const known = firstReading(sharedIds, "one", [short, ...neighbours]);
    const [id] = firstReading(sharedIds, "two", [other]);
    expect(id).toBe(other.id);
    expect(known).not.toContain(id);
  });
});

test("a shared id that another paper of the list has is not used again", () => {
  const sharedIds = createSharedIds();
  firstReading(sharedIds, "one", [short]);
  const [first, second] = firstReading(sharedIds, "two", [
    short,
    paper("SmoothQuant: Accurate and Efficient Post-Training Quantization of Speech", {
      arxiv: "2401.00001",
    }),
  ]);
  expect(first).toBe(short.id);
  expect(second).not.toBe(first);
});
