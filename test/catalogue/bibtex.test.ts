import { expect, test } from "vitest";
import { toBibtex } from "../../src/catalogue/bibtex.js";
import type { Paper } from "../../src/catalogue/paper.js";

const paper: Paper = {
  id: "0123456789",
  title: "I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference",
  venue: "ICCV",
  year: 2023,
  links: [
    { kind: "code", label: "code", url: "https://github.com/zkkli/i-vit" },
    { kind: "arxiv", label: "arxiv", url: "https://arxiv.org/abs/2207.01405" },
  ],
  arxivId: "2207.01405",
  authors: null,
  tags: [],
  line: 1,
};

test("BibTeX of a paper with a venue is @inproceedings, with its arXiv id", () => {
  expect(toBibtex(paper)).toBe(`@inproceedings{ivit2023,
  title         = {{I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference}},
  booktitle     = {ICCV},
  year          = {2023},
  eprint        = {2207.01405},
  archivePrefix = {arXiv},
  url           = {https://arxiv.org/abs/2207.01405}
}`);
});

test("BibTeX of a paper that is only on arXiv is @misc", () => {
  const entry = toBibtex({ ...paper, venue: "arXiv", year: null });
  expect(entry).toMatch(/^@misc\{ivit,/);
  expect(entry).not.toContain("booktitle");
});

test("BibTeX escapes a title, so that it cannot end its field", () => {
  const entry = toBibtex({ ...paper, title: "50% of {x} & \\y_z ~ $1 #2 ^3" });
  expect(entry).toContain(
    "{{50\\% of \\{x\\} \\& \\textbackslash{}y\\_z \\textasciitilde{} \\$1 \\#2 \\textasciicircum{}3}}",
  );
});

test("BibTeX joins authors with 'and'", () => {
  expect(toBibtex({ ...paper, authors: "Zhikai Li, Qingyi Gu" })).toContain("{Zhikai Li and Qingyi Gu}");
});
