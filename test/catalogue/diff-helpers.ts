import type { Link, Paper } from "../../src/catalogue/paper.js";
import { paperId } from "../../src/catalogue/paper-id.js";

interface Sketch {
  readonly arxiv?: string;
  readonly code?: string;
  readonly paper?: string;
  readonly openreview?: string;
  readonly venue?: string;
  readonly year?: number;
}

/** A paper by its title and what a test needs of the rest. */
export function paper(title: string, sketch: Sketch = {}): Paper {
  const link = (kind: Link["kind"], url: string | undefined): Link[] =>
    url === undefined ? [] : [{ kind, label: kind, url }];
  return {
    id: paperId(title),
    title,
    venue: sketch.venue ?? null,
    year: sketch.year ?? null,
    links: [
      ...link("paper", sketch.paper),
      ...link("arxiv", sketch.arxiv && `https://arxiv.org/abs/${sketch.arxiv}`),
      ...link("openreview", sketch.openreview && `https://openreview.net/forum?id=${sketch.openreview}`),
      ...link("code", sketch.code),
    ],
    arxivId: sketch.arxiv ?? null,
    authors: null,
    tags: [],
    line: 1,
  };
}

/** Papers that are in every version, so that words have frequencies and entries have neighbours. */
export const neighbours: readonly Paper[] = [
  paper("Post-Training Quantization for Vision Transformer", { arxiv: "2106.14156", venue: "NeurIPS" }),
  paper("I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference", {
    arxiv: "2207.01405",
    code: "https://github.com/zkkli/I-ViT",
  }),
  paper("Q8BERT: Quantized 8Bit BERT", { arxiv: "1910.06188" }),
  paper("BinaryBERT: Pushing the Limit of BERT Quantization", { arxiv: "2012.15701" }),
  paper("Understanding and Overcoming the Challenges of Efficient Transformer Quantization", {
    arxiv: "2109.12948",
  }),
  paper("GPTQ: Accurate Post-Training Quantization for Generative Pre-trained Transformers", {
    arxiv: "2210.17323",
    code: "https://github.com/IST-DASLab/gptq",
  }),
];
