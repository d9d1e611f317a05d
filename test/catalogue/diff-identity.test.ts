import { describe, expect, test } from "vitest";
import { diffCatalogues } from "../../src/catalogue/diff.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { neighbours, paper } from "./diff-helpers.js";
import { venues } from "./reading.js";

/** The changes between two versions of a list with `neighbours` above and below. */
function diff(before: readonly Paper[], after: readonly Paper[]) {
  const [above, below] = [neighbours.slice(0, 3), neighbours.slice(3)];
  const list = (papers: readonly Paper[]) => ({ papers: [...above, ...papers, ...below] });
  const { added, codeReleased, accepted, edited, removed, papers } = diffCatalogues(
    list(before),
    list(after),
    venues,
  );
  return {
    added: added.map(({ title }) => title),
    announced: codeReleased.length + accepted.length,
    edited: edited.map((each) => each.after.title),
    removed: removed.map(({ title }) => title),
    papers,
  };
}

const ptq4sam = paper("PTQ4SAM: Post-Training Quantization for Segment Anything", { arxiv: "2405.03144" });
const pqsam = paper("PQ-SAM: Post-training Quantization for Segment Anything Model", { arxiv: "2407.00001" });
const repq = paper(
  "RepQ-ViT: Scale Reparameterization for Post-Training Quantization of Vision Transformers",
  {
    arxiv: "2212.08254",
    code: "https://github.com/zkkli/RepQ-ViT",
  },
);
const nothing = { added: [], announced: 0, edited: [], removed: [] };

describe("an entry is the same paper", () => {
  test.each([
    [
      "letter case and punctuation",
      "repq-vit – scale reparameterization for post training quantization of vision transformers.",
    ],
    ["nothing", repq.title],
  ])("if its title differs in %s, and is unchanged", (_, title) => {
    expect(diff([repq], [{ ...repq, title }])).toMatchObject(nothing);
  });

  test.each([
    "http://arxiv.org/abs/2212.08254",
    "https://arxiv.org/pdf/2212.08254",
    "https://arxiv.org/pdf/2212.08254v2.pdf",
    "https://www.arxiv.org/abs/2212.08254v3/",
    "https://export.arxiv.org/abs/2212.08254",
    "https://arxiv.org/html/2212.08254v1#S1",
    "https://huggingface.co/papers/2212.08254",
    "https://doi.org/10.48550/arXiv.2212.08254",
  ])("if its link is now written as %s: it is unchanged, and recognised by it under a new title", (url) => {
    const links = repq.links.map((link) => (link.kind === "arxiv" ? { ...link, url } : link));
    expect(diff([repq], [{ ...repq, links }])).toMatchObject(nothing);
    const title = "An Entirely Other Name";
    expect(diff([repq], [{ ...repq, links, title, arxivId: null }])).toMatchObject({
      ...nothing,
      edited: [title],
    });
  });

  test.each([
    [
      "corrected by a letter",
      "RepQ-ViT: Scale Reparametrization for Post-Training Quantization of Vision Transformers",
    ],
    [
      "reworded",
      "RepQ-ViT: A Scale Reparameterization for Quantization of Vision Transformers after Training",
    ],
    ["replaced", "Reparameterize Before You Round"],
  ])("if its arXiv id is the same and its title was %s: it is edited and keeps its id", (_, title) => {
    const renamed = paper(title, { arxiv: "2212.08254" });
    const { papers, ...changes } = diff([repq], [renamed]);
    expect(changes).toMatchObject({ ...nothing, edited: [title] });
    expect(papers.map(({ id }) => id)).toContain(repq.id);
    expect(papers.map(({ id }) => id)).not.toContain(renamed.id);
  });

  test("if a typo was corrected and all links were replaced: it is edited", () => {
    const before = paper("RepQ-ViT: Scale Reparameterisation for Post-Trainig Quantization of ViTs", {
      arxiv: "2212.08254",
    });
    const after = paper("RepQ-ViT: Scale Reparameterization for Post-Training Quantization of ViTs", {
      paper: "https://openaccess.thecvf.com/content/ICCV2023/html/Li_RepQ-ViT_ICCV_2023_paper.html",
    });
    expect(diff([before], [after])).toMatchObject({ ...nothing, edited: [after.title] });
  });

  test("if its short name became its full title: it is edited", () => {
    expect(
      diff([paper("SmoothQuant")], [paper("SmoothQuant: Accurate and Efficient Quantization")]),
    ).toMatchObject({
      ...nothing,
      edited: ["SmoothQuant: Accurate and Efficient Quantization"],
    });
  });

  test("if it moved to another section, and is unchanged", () => {
    const moved = [...neighbours, repq];
    expect(diffCatalogues({ papers: [repq, ...neighbours] }, { papers: moved }, venues)).toMatchObject({
      added: [],
      removed: [],
      edited: [],
    });
  });

  test("as one listed twice, also under a slightly different title with the same arXiv id", () => {
    const twin = paper("RepQ-ViT: Scale Reparameterization for Quantization of Vision Transformers", {
      arxiv: "2212.08254",
    });
    const { papers, ...changes } = diff([], [repq, repq, twin]);
    expect(changes).toMatchObject({ ...nothing, added: [repq.title] });
    expect(papers).toHaveLength(neighbours.length + 1);
    expect(diff([repq], [repq, repq, twin])).toMatchObject(nothing);
    expect(diff([repq, twin], [twin])).toMatchObject({ added: [], removed: [] });
  });
});

test("one arXiv id under two wordings of a title, as a preprint and its final version have, is one paper", () => {
  const preprint = paper("SimKite: Learning Robust Sails from 3D Simulation for Boat Steering", {
    arxiv: "2004.02022",
  });
  const final = paper("SimKite- Learning Robust Sails from Simulation for Steering", { arxiv: "2004.02022" });
  expect(diff([preprint], [preprint, final])).toMatchObject({ added: [], removed: [] });
  expect(diff([], [preprint, final])).toMatchObject({ added: [preprint.title], removed: [] });
});

describe("two entries are different papers", () => {
  test("if they are of two methods, though one has the other's id and its words", () => {
    const [kite, sail] = [
      "KITEFLOW: steady boats by ropes and winds",
      "SAILGRID: steady boats by ropes and winds",
    ];
    const first = paper(kite ?? "", { arxiv: "2004.02022" });
    expect(diff([first], [first, paper(sail ?? "", { arxiv: "2004.02022" })])).toMatchObject({
      added: [sail],
    });
  });

  test("if nine tenths of their titles are the same, next to each other or one in place of the other", () => {
    expect(diff([ptq4sam], [ptq4sam, pqsam])).toMatchObject({ ...nothing, added: [pqsam.title] });
    expect(diff([], [ptq4sam, pqsam])).toMatchObject({ ...nothing, added: [ptq4sam.title, pqsam.title] });
    expect(diff([ptq4sam], [pqsam])).toMatchObject({ added: [pqsam.title], removed: [ptq4sam.title] });
  });

  test("if nine tenths of their titles are the same and they have no links", () => {
    const [one, two] = [paper(ptq4sam.title), paper(pqsam.title)];
    expect(diff([one], [one, two])).toMatchObject({ ...nothing, added: [two.title] });
    expect(diff([one, repq], [two, one, repq])).toMatchObject({ ...nothing, added: [two.title] });
  });

  test.each([
    [
      "Q-ViT: Accurate and Fully Quantized Low-bit Vision Transformer",
      "Q-ViT: Fully Differentiable Quantization for Vision Transformer",
    ],
    ["Training Transformers with 4-bit Integers", "Training Transformers with 8-bit Integers"],
    [
      "PSAQ-ViT: Data-Free Quantization for Vision Transformers",
      "PSAQ-ViT V2: Data-Free Quantization for Vision Transformers",
    ],
    ["A Survey of Model Compression, Part I", "A Survey of Model Compression, Part II"],
    [
      "TernaryBERT: Distillation-aware Ultra-low Bit BERT",
      "BinaryBERT: Distillation-aware Ultra-low Bit BERT",
    ],
    ["Accurate Pruning for Convolutional Networks", "Accurate Tuning for Convolutional Networks"],
  ])("if one is %s and the other has a similar title", (a, b) => {
    const [one, two] = [paper(a, { arxiv: "2301.00001" }), paper(b, { arxiv: "2301.00002" })];
    expect(diff([one], [one, two])).toMatchObject({ ...nothing, added: [b] });
    expect(diff([paper(a)], [paper(a), paper(b)])).toMatchObject({ ...nothing, added: [b] });
    expect(diff([one], [two])).toMatchObject({ added: [b], removed: [a] });
  });

  test("if the id of one was pasted into the other, which is new", () => {
    const pasted = paper("Outlier Suppression for Large Language Models", { arxiv: "2212.08254" });
    expect(diff([repq], [repq, pasted])).toMatchObject({ ...nothing, added: [pasted.title] });
    expect(diff([repq], [pasted, repq])).toMatchObject({ ...nothing, added: [pasted.title] });
  });

  test("if a whole row was copied and only the title was changed", () => {
    const copied = { ...repq, title: "Outlier Suppression for Large Language Models" };
    expect(diff([repq], [repq, copied])).toMatchObject({ ...nothing, added: [copied.title] });
  });

  test("if the id of one was pasted while its owner's title was corrected", () => {
    const owner = { ...repq, title: repq.title.replace("Scale", "Scales") };
    const pasted = paper("Outlier Suppression for Large Language Models", { arxiv: "2212.08254" });
    expect(diff([repq], [pasted, owner])).toMatchObject({
      added: [pasted.title],
      edited: [owner.title],
      removed: [],
    });
  });

  test("if they swapped all links: each stays the same paper, and no code is released", () => {
    const one = paper("Outlier Suppression for Large Language Models", { arxiv: "2209.13325" });
    const { added, announced, removed } = diff(
      [repq, one],
      [
        { ...repq, links: one.links },
        { ...one, links: repq.links },
      ],
    );
    expect({ added, announced, removed }).toEqual({ added: [], announced: 0, removed: [] });
  });

  test("if one is added and the other removed in one revision, with nothing in common", () => {
    const other = paper("Sparse Attention Sinks", { arxiv: "2401.00009" });
    expect(diff([repq], [other])).toMatchObject({ added: [other.title], removed: [repq.title] });
  });

  test("if they share the URL of their conference", () => {
    const page = { paper: "https://iclr.cc/virtual/2024/papers.html" };
    const [a, b] = [paper("Sparse Attention Sinks", page), paper("Gradient-free Rounding", page)];
    const c = paper("Hadamard Rotations", page);
    expect(diff([a, b], [b, c])).toMatchObject({ added: [c.title], removed: [a.title] });
  });
});

const proceedings = "https://example.org/proceedings-2021.pdf";
const gales = paper("Gales That Teach Sails to Listen", { paper: proceedings });
const storms = paper("Storms as Teachers of Quiet Boats", { paper: proceedings });
const calms = paper("Calm Water Needs No Captain", { paper: proceedings });

describe("a shared address is no identity", () => {
  test("papers of one proceedings PDF are told apart by title", () => {
    const fogs = paper("Fog Horns for Deaf Ships", { paper: proceedings });
    expect(diff([gales, storms], [gales, storms, calms])).toMatchObject({ ...nothing, added: [calms.title] });
    expect(diff([gales, storms, calms], [gales, storms, fogs])).toMatchObject({
      ...nothing,
      added: [fogs.title],
      removed: [calms.title],
    });
  });

  test("another page of a document is another paper", () => {
    const at = (title: string, page: number) => paper(title, { paper: `${proceedings}#page=${page}` });
    const before = at(gales.title, 12);
    expect(diff([before], [at(storms.title, 48)])).toMatchObject({
      ...nothing,
      added: [storms.title],
      removed: [gales.title],
    });
    expect(diff([before], [at("Gales Which Teach the Sails", 12)])).toMatchObject({
      ...nothing,
      edited: ["Gales Which Teach the Sails"],
    });
  });
});

describe("papers of one title are two", () => {
  const first = paper("Deep Learning", { arxiv: "1404.7828" });
  const doi = (title: string, id: string) => paper(title, { paper: `https://doi.org/10.1000/${id}` });

  test.each([
    ["arXiv ids", first, paper("Deep Learning", { arxiv: "1605.00001" })],
    ["DOIs", doi("Deep Learning", "one"), doi("Deep learning.", "two")],
    [
      "words of one letter",
      paper("Sailor S", { arxiv: "2401.00003" }),
      paper("Sailors", { openreview: "s2" }),
    ],
  ])("with different %s: the second is added, and each keeps its id", (_, one, two) => {
    const added = diff([one], [one, two]);
    expect(added).toMatchObject({ ...nothing, added: [two.title] });
    expect(new Set(added.papers.map(({ id }) => id)).size).toBe(added.papers.length);
    expect(diff([one, two], [two, one])).toMatchObject(nothing);
    expect(diff([one, two], [two])).toMatchObject({ ...nothing, removed: [one.title] });
    expect(diff([one, two], [one])).toMatchObject({ ...nothing, removed: [two.title] });
  });

  test("but not by an id that was pasted from another entry, or that of another version by the same people", () => {
    const known = paper("Kites of the Quiet Shore", { arxiv: "2306.00001" });
    const owner = paper("Winds Behind the Harbour", { arxiv: "2303.00002" });
    const pasted = paper(known.title, { arxiv: "2303.00002" });
    expect(diff([known], [pasted, owner, known])).toMatchObject({
      ...nothing,
      added: [owner.title],
      edited: [known.title],
    });
    const authors = "Ada Tern, Bo Quay and Cy Dee";
    const [one, two] = [
      { ...first, authors },
      { ...paper("Deep Learning", { arxiv: "1605.00001" }), authors },
    ];
    expect(diff([], [one, two])).toMatchObject({ ...nothing, added: [one.title] });
    expect(diff([one], [one, two])).toMatchObject({ added: [], removed: [] });
  });

  test("but a corrected id, or one entry without ids, is the same paper", () => {
    expect(diff([first], [paper("Deep Learning", { arxiv: "1404.7829" })])).toMatchObject({
      ...nothing,
      edited: ["Deep Learning"],
    });
    expect(
      diff([first], [first, paper("Deep Learning", { code: "https://github.com/a/deep" })]),
    ).toMatchObject({
      added: [],
      removed: [],
    });
  });
});

describe("a title is edited, not another paper, if", () => {
  test.each([
    ["authors are appended", "Slow Waves in Deep Water", "Slow Waves in Deep Water, Ann Bee, Cy Dee"],
    ["authors are cut", "Slow Waves in Deep Water. A. Bee et al.", "Slow Waves in Deep Water"],
    [
      "it grows a subtitle after a colon",
      "Slow Waves in Deep Water",
      "Slow Waves in Deep Water: A Survey of Buoys",
    ],
    [
      "it grows a subtitle after a dash",
      "Slow Waves in Deep Water",
      "Slow Waves in Deep Water - A Survey of Buoys",
    ],
    [
      "LaTeX becomes text",
      "Slow {W}aves with $\\mathcal{O}(n)$ Buoys in Deep Water",
      "Slow Waves with O(n) Buoys in Deep Water",
    ],
    ["words are joined by a dash", "Slow Wave Nets in Deep Water", "Slow-Wave-Nets in Deep Water"],
  ])("%s, also without a link", (_, before, after) => {
    const changes = diff([paper(before)], [paper(after)]);
    expect(changes).toMatchObject({ added: [], removed: [] });
  });
});

test("a name alone of a paper that is known by it is not announced; one with an id of its own is", () => {
  const known = paper("KiteNet: Slow Kites of the Sea", { arxiv: "2101.00001" });
  expect(
    diff([known], [known, paper("KiteNet"), paper("Kite Net", { code: "https://github.com/a/k" })]),
  ).toMatchObject({
    added: [],
    removed: [],
  });
  expect(diff([known], [known, paper("OwlNet"), paper("KiteNet", { arxiv: "2101.00002" })])).toMatchObject({
    added: ["OwlNet", "KiteNet"],
  });
});
