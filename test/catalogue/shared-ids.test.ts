import { describe, expect, test } from "vitest";
import { type CatalogueStep, type CatalogueVersion, nextVersion } from "../../src/catalogue/diff.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { paperId } from "../../src/catalogue/paper-id.js";
import { runSteps } from "../../src/catalogue/run-steps.js";
import { createSharedIds, type SharedIds } from "../../src/catalogue/shared-ids.js";
import { stepAmongLists } from "../../src/catalogue/step-among-lists.js";
import { neighbours, paper } from "./diff-helpers.js";
import { venues } from "./reading.js";

/** A version of a list, as it is read among others. */
function readAmong(
  sharedIds: SharedIds,
  list: string,
  papers: readonly Paper[],
  before = empty,
): CatalogueStep {
  const lookup = sharedIds.lookupFor(list);
  const steps = stepAmongLists(before, { papers }, venues);
  let next = steps.next();
  while (!next.done) next = steps.next(lookup ? runSteps(lookup(next.value)) : next.value.map(() => []));
  return next.value;
}

const empty: CatalogueVersion = { papers: [], knownPapers: new Map() };

/** The ids that a list gives these papers when it is first read. */
function firstReading(sharedIds: SharedIds, list: string, papers: readonly Paper[]): string[] {
  const read = readAmong(sharedIds, list, papers);
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

  test.each([
    [
      "a nickname",
      paper("Driftwood: Sorting Harbour Logs with Sparse Attention", { arxiv: "2605.01234" }),
      paper("Driftwood-2", { arxiv: "2605.01234" }),
    ],
    [
      "a title that it had before",
      paper("Counting Gulls by Ear: Weakly Supervised Coastal Audio", { arxiv: "2605.01234" }),
      paper("Listening for Seabirds with Weakly Labelled Coastal Recordings", { arxiv: "2605.01234" }),
    ],
    [
      "the method's name before it, and no identifier in common",
      paper("Folding Tide Tables into Compact Recurrent Memories", { arxiv: "2605.01234" }),
      paper("TideFold: Folding Tide Tables into Compact Recurrent Memories", { openreview: "aB3dE6gH9" }),
    ],
    [
      "a name in brackets after it",
      paper("Mooring Large Language Models with Anchored Prompts", { arxiv: "2605.01234" }),
      paper("Mooring Large Language Models with Anchored Prompts (MoorLM)"),
    ],
    [
      "a word more, at the same venue",
      paper("Buoy: Certified Floating Point Pipelines for Sonar Networks", {
        arxiv: "2605.01234",
        venue: "ICML",
      }),
      paper("Buoy: Certified Floating Point Pipelines for Deep Sonar Networks", { venue: "ICML" }),
    ],
    [
      "the address of its journal in another form",
      paper("A Ledger of Slow Currents in the Northern Shelf", {
        paper: "https://www.nature.com/articles/s41592-019-0598-1",
      }),
      paper("Slow Currents of the Northern Shelf, Revisited", {
        paper: "https://doi.org/10.1038/s41592-019-0598-1",
      }),
    ],
  ])("has one id under %s", (_, here, there) => {
    const sharedIds = createSharedIds();
    const [id] = firstReading(sharedIds, "one", [here, ...neighbours]);
    expect(firstReading(sharedIds, "two", [there, ...neighbours])[0]).toBe(id);
  });

  test("goes by its very title rather than by an identifier, whichever stands first", () => {
    const widget = paper("BlitzWidget: Fast and Live Large Widget Scaling with O(1) Host Caching", {
      arxiv: "2605.01234",
    });
    const lesser = paper("Fast and Live Widget Auto Scaling with O(1) Host Caching", { arxiv: "2605.01234" });
    const sharedIds = createSharedIds();
    firstReading(sharedIds, "one", [widget, ...neighbours]);
    const [ofLesser, ofVery] = firstReading(sharedIds, "two", [lesser, paper(widget.title), ...neighbours]);
    expect(ofVery).toBe(widget.id);
    expect(ofLesser).toBe(lesser.id);
  });

  test("goes by its very title also where a lesser claim came to the list before it", () => {
    const widget = paper("BlitzWidget: Fast and Live Large Widget Scaling with O(1) Host Caching", {
      arxiv: "2605.01234",
    });
    const lesser = paper("Fast and Live Widget Auto Scaling with O(1) Host Caching", { arxiv: "2605.01234" });
    const sharedIds = createSharedIds();
    firstReading(sharedIds, "one", [widget, ...neighbours]);
    const before = readAmong(sharedIds, "two", [lesser, ...neighbours]);
    const after = readAmong(sharedIds, "two", [lesser, ...neighbours, paper(widget.title)], before);
    expect(after.papers.map(({ id }) => id)).toEqual([widget.id, ...neighbours.map(({ id }) => id)]);
    expect(after.added).toEqual([]);
    const onlyVery = readAmong(sharedIds, "two", [...neighbours, paper(widget.title)], after);
    expect(onlyVery.papers.at(-1)).toMatchObject({ id: widget.id, title: widget.title });
    expect(onlyVery).toMatchObject({ added: [], removed: [] });
  });

  test("is one where a list has it twice, as other lists have it", () => {
    const now = paper("TideFold: Two Quays Make One Strong Harbour, and That Can Grow", {
      arxiv: "2605.01234",
    });
    const before = paper("TideFold: Two Quays Can Make One Strong Harbour", { arxiv: "2605.01234" });
    const accepted = { ...now, links: paper("", { openreview: "aB3dE6gH9" }).links, arxivId: null };
    const sharedIds = createSharedIds();
    const [id] = firstReading(sharedIds, "one", [before, ...neighbours]);
    expect(firstReading(sharedIds, "two", [now])).toEqual([id]);
    expect(firstReading(sharedIds, "three", [before, ...neighbours, accepted])).toEqual([
      id,
      ...neighbours.map(({ id }) => id),
    ]);
  });

  test("goes by its very title in any list rather than by an identifier in the first", () => {
    const gulls = paper("Counting Gulls by Ear in Harbour Recordings", { arxiv: "2605.01234" });
    const logs = paper("Sorting Harbour Logs with Sparse Attention", { arxiv: "2605.09999" });
    const sharedIds = createSharedIds();
    firstReading(sharedIds, "one", [gulls, ...neighbours]);
    firstReading(sharedIds, "two", [logs, ...neighbours]);
    const pasted = paper(logs.title, { arxiv: "2605.01234" });
    expect(firstReading(sharedIds, "three", [pasted])).toEqual([logs.id]);
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
    const two = readAmong(sharedIds, "two", [long]);
    sharedIds.remove("one");
    const later = readAmong(sharedIds, "two", [long, paper("Another")], two);
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
    ["of one short title, with different arXiv ids,", paper("SmoothQuant", { arxiv: "2001.00001" })],
  ])("%s have different ids", (_, other) => {
    const sharedIds = createSharedIds();
    const known = firstReading(sharedIds, "one", [short, ...neighbours]);
    const [id] = firstReading(sharedIds, "two", [other]);
    expect(id).toBe(other.id);
    expect(known).not.toContain(id);
  });
});

test.each([
  [
    "two entries of a list have it",
    [
      paper("Sorting Harbour Logs with Sparse Attention", { arxiv: "2605.01234" }),
      paper("Harbour Cranes that Count Gulls", { arxiv: "2605.01234" }),
    ],
  ],
  [
    "the entry has another one too",
    [
      paper("Harbour Cranes that Count Gulls", {
        arxiv: "2605.01234",
        paper: "https://arxiv.org/abs/2605.04321",
      }),
    ],
  ],
])("an arXiv id does not join papers of unlike titles if %s", (_, entries) => {
  const sharedIds = createSharedIds();
  const gulls = paper("Counting Gulls by Ear in Harbour Recordings", { arxiv: "2605.01234" });
  firstReading(sharedIds, "one", [gulls, ...neighbours]);
  expect(firstReading(sharedIds, "two", entries)).toEqual(entries.map(({ id }) => id));
});

test("an arXiv id does not join papers of unlike titles if a list has one of the titles with another id", () => {
  const sharedIds = createSharedIds();
  const gulls = paper("Counting Gulls by Ear in Harbour Recordings", { arxiv: "2605.01234" });
  const cranes = paper("Harbour Cranes that Count Gulls", { arxiv: "2605.04321" });
  firstReading(sharedIds, "one", [gulls, ...neighbours]);
  firstReading(sharedIds, "two", [cranes, ...neighbours]);
  expect(firstReading(sharedIds, "three", [paper(cranes.title, { arxiv: "2605.01234" })])).toEqual([
    cranes.id,
  ]);
  expect(firstReading(sharedIds, "four", [gulls, cranes])).toEqual([gulls.id, cranes.id]);
});

test.each([
  ["TideBERT", true],
  ["Llama 9", true],
  ["Harbour Pilot Systems", false],
])("an arXiv id joins a title that is a nickname with one that does not have it: %s: %s", (name, isOne) => {
  const sharedIds = createSharedIds();
  const gulls = paper("Counting Gulls by Ear in Acoustic Recordings", { arxiv: "2605.01234" });
  firstReading(sharedIds, "one", [gulls, ...neighbours]);
  const [id] = firstReading(sharedIds, "two", [paper(name, { arxiv: "2605.01234" })]);
  expect(id === gulls.id).toBe(isOne);
});

test.each([
  ["Plover", false],
  ["TideBERT", true],
  ["TFH", true],
  ["Folding", true],
])("an arXiv id joins no nickname with a title that has another name: %s: %s", (name, isOne) => {
  const sharedIds = createSharedIds();
  const title =
    name === "Plover" ? "TideBERT: Folding the Harbour" : "Tides Fold Harbours: TideBERT and Folding";
  const tides = paper(title, { arxiv: "2605.01234" });
  firstReading(sharedIds, "one", [tides, ...neighbours]);
  const [id] = firstReading(sharedIds, "two", [paper(name, { arxiv: "2605.01234" })]);
  expect(id === tides.id).toBe(isOne);
});

test.each([
  ["https://github.com/example/gulls", true],
  ["https://github.com/example/terns", false],
])("an arXiv id joins papers of two names only with the same repository: %s", (code, isOne) => {
  const sharedIds = createSharedIds();
  const [arxiv, own] = ["2605.01234", "https://github.com/example/gulls"];
  const gulls = paper("Align Your Gulls: Video of Harbours at High Tide", { arxiv, code: own });
  const terns = paper("Align Your Terns: Sorting Shells from Text", { arxiv, code });
  firstReading(sharedIds, "one", [gulls, ...neighbours]);
  expect(firstReading(sharedIds, "two", [terns])[0] === gulls.id).toBe(isOne);
});

test("each paper that is new in a list is asked about once", () => {
  const steps = stepAmongLists(empty, { papers: [short, ...neighbours] }, venues);
  expect(steps.next()).toEqual({ done: false, value: [short, ...neighbours] });
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
