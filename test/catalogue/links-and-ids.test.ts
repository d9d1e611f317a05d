import fc from "fast-check";
import { expect, test } from "vitest";
import { arxivIdOf } from "../../src/catalogue/arxiv-id.js";
import { linkKind } from "../../src/catalogue/entry/link-kind.js";
import { normaliseTitle } from "../../src/catalogue/normalise-title.js";
import { paperId } from "../../src/catalogue/paper-id.js";
import { webUrl } from "../../src/catalogue/web-url.js";

test("a URL with credentials is not a link, as it can disguise its host", () => {
  expect(webUrl("https://arxiv.org@evil.example/abs/2101.00001")).toBeNull();
  expect(webUrl("https://user:password@example.org/")).toBeNull();
  expect(webUrl("https://example.org/@someone")?.href).toBe("https://example.org/@someone");
});

test("the kind of a link is decided by its label, else by its host", () => {
  const kinds = {
    "paper https://arxiv.org/abs/2101.00001": "paper",
    "arXiv https://arxiv.org/abs/2101.00001": "arxiv",
    "papar https://example.org": "paper",
    "Cde https://example.org": "code",
    "PyTorch-1 (someone) https://example.org": "code",
    "Paper with Code https://example.org": "paper with code",
    "PDF https://example.org": "paper",
    "Project Page https://example.org": "project",
    "ECCV'22 https://arxiv.org/abs/2101.00001": "arxiv",
    " https://openreview.net/forum?id=a": "openreview",
    " https://aclanthology.org/2023.acl-short.114/": "paper",
    " https://openaccess.thecvf.com/content/CVPR2023/x.html": "paper",
    " https://proceedings.mlr.press/v202/a.html": "paper",
    " https://doi.org/10.1145/1": "paper",
    " https://ieeexplore.ieee.org/document/1": "paper",
    " https://dl.acm.org/doi/1": "paper",
    " https://proceedings.neurips.cc/paper/1": "paper",
    " https://github.com/a/b": "code",
    " https://gitlab.com/a/b": "code",
    " https://huggingface.co/a/b": "hugging face",
    " https://huggingface.co/papers/2101.00001": "paper",
    " https://paperswithcode.com/paper/a": "paper with code",
    " https://someone.github.io/thing": "project",
    " https://youtu.be/a": "video",
    " https://www.slideshare.net/a": "slides",
    " https://example.org/a.pdf": "paper",
    " https://example.org/": "other",
  };
  for (const [both, kind] of Object.entries(kinds)) {
    const at = both.lastIndexOf(" ");
    expect(linkKind(both.slice(0, at), both.slice(at + 1)), both).toBe(kind);
  }
});

test("an arXiv id is read from every kind of URL and from text", () => {
  for (const url of [
    "https://arxiv.org/abs/2309.16354",
    "http://arxiv.org/abs/2309.16354v2",
    "https://www.arxiv.org/pdf/2309.16354.pdf",
    "https://arxiv.org/pdf/2309.16354v3.pdf",
    "https://arxiv.org/html/2309.16354v1",
    "https://export.arxiv.org/abs/2309.16354",
    "https://ar5iv.labs.arxiv.org/html/2309.16354",
    "https://www.alphaxiv.org/abs/2309.16354",
    "https://huggingface.co/papers/2309.16354",
    "https://doi.org/10.48550/arXiv.2309.16354",
    "arxiv.org/abs/2309.16354",
    "https://arxiv.org/abs/2309.16354/",
    "https://arxiv.org/abs/2309.16354?context=cs",
    "2309.16354",
    "arXiv: 2309.16354v2",
  ]) {
    expect(arxivIdOf(url), url).toBe("2309.16354");
  }
  expect(arxivIdOf("https://arxiv.org/abs/cs/0112017")).toBe("cs/0112017");
  expect(arxivIdOf("math.AG/0601001")).toBe("math.AG/0601001");
  for (const url of [
    "https://arxiv.org/abs/2402.05",
    "https://github.com/a/2309.16354",
    "https://arxiv.org/list/cs.CV",
    "2013.12345",
    "x",
  ]) {
    expect(arxivIdOf(url), url).toBeNull();
  }
});

test("titles that differ only in spelling are equal, in any script", () => {
  expect(normaliseTitle("I-ViT: X")).toBe(normaliseTitle("I ViT – x"));
  expect(normaliseTitle("P²-ViT")).toBe(normaliseTitle("P^2-ViT"));
  expect(normaliseTitle("Poincaré")).toBe("poincare");
  expect(normaliseTitle("量化神经网络")).toBe("量化神经网络");
  expect(normaliseTitle("हिन्दी")).toBe("हिन्दी");
  expect(normaliseTitle("???")).toBe("???");
});

test("an id is ten lower-case letters and digits, always the same for one title", () => {
  expect(paperId("I-ViT: Integer-only Quantization")).toBe(paperId("i vit integer only quantization"));
  expect(paperId("Attention Is All You Need")).toBe("wzn2eftdc9");
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "binary" }), (title) =>
      /^[0-9a-z]{10}$/.test(paperId(title)),
    ),
  );
});
