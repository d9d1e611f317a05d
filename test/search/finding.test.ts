import { describe, expect, it } from "vitest";
import { createSearch } from "../../src/search/search.js";
import { defaultPapers, paper, queryOf, searchOver, titlesFor, vocabulary } from "./fixtures.js";

const titles = [
  "I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference",
  "PTQ4ViT: Post-Training Quantization for Vision Transformers with Twin Uniform Quantization",
  "SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language Models",
  "LLM.int8(): 8-bit Matrix Multiplication for Transformers at Scale",
  "SPR²Q: Static Priority-based Rectifier Routing Quantization for Image Super-Resolution",
  "Distillation-aware Ultra-low Bit BERT",
  "Learning to Colour with Behavioural Priors",
  "OPTQ: Accurate Compression of Generative Models",
  "Low-bit Networks: Understanding Int4 for Large Language Models",
  "Ternary Weight Networks",
  "BiViT: Extremely Compressed Binary Vision Transformer",
  "Key Value Cache Compression at Inference",
  "Pruned Graph Neural Networks in Practice",
  "End-to-End Object Detection with Transformers",
] as const;

const search = searchOver(...titles);

describe("what was meant is found first", () => {
  it.each([
    ["a name without its hyphen", "ivit", 0],
    ["a name in parts", "i vit", 0],
    ["a name as it is", "I-ViT", 0],
    ["a name with its digit apart", "ptq 4 vit", 1],
    ["a name in small letters", "ptq4vit", 1],
    ["a joined name in two words", "smooth quant", 2],
    ["a name with its dots and brackets left out", "llm int8", 3],
    ["a superscript as a digit", "spr2q", 4],
    ["words in any order", "models language large post training", 2],
    ["a dropped letter", "distilation aware", 5],
    ["a doubled letter", "distillationn aware", 5],
    ["swapped letters", "ditsillation aware", 5],
    ["a wrong first letter", "fistillation aware", 5],
    ["two wrong letters in one word", "dostillatoin aware", 5],
    ["a typo in a joined name", "smothquant", 2],
    ["a typo next to a digit", "ptq4vti", 1],
    ["a last word cut short", "static priority rect", 4],
    ["a misspelt last word cut short", "static priority retc", 4],
    ["American spelling", "color behavioral", 6],
    ["another inflection", "prune graph", 12],
    ["the plural", "graphs neural network", 12],
    ["the new name of a method by its old one", "gptq", 7],
    ["an abbreviation by its long form", "large language model int8", 3],
    ["a long form by its abbreviation", "llms int4", 8],
    ["an abbreviation of three words", "kv cache", 11],
    ["an abbreviation written as one", "kvcache", 11],
    ["the plural of an abbreviation", "gnns pruning", 12],
    ["a bit width in two words", "8 bit matrix", 3],
    ["a bit width with a hyphen", "8-bit matrix", 3],
    ["a bit width as a type", "int8 matrix", 3],
    ["a type as a bit width", "4bit understanding", 8],
    ["a bit width in letters", "four bit understanding", 8],
    ["1.58 bits for ternary", "1.58-bit weight", 9],
    ["one bit for binary", "1-bit extremely", 10],
    ["three words written as one", "staticprioritybased", 4],
  ])("%s: %s", (_, text, expected) => {
    expect(titlesFor(search, text, 1)).toEqual([titles[expected]]);
  });

  it("takes a pasted title, whatever its punctuation", () => {
    for (const title of titles) expect(titlesFor(search, title, 1)).toEqual([title]);
    expect(titlesFor(search, "  END-TO-END  object detection, with transformers!", 1)).toEqual([titles[13]]);
  });

  it("takes venue and year among the words as filters", () => {
    const venues = createSearch(
      [
        paper("Detection with Queries", { venue: "CVPR", year: 2023 }),
        paper("Detection with Anchors", { venue: "NeurIPS", year: 2022 }),
        paper("Detection with Anchors Again", { venue: "ICLR", year: 2022 }),
      ],
      vocabulary,
    );
    expect(titlesFor(venues, "detection cvpr 2023")).toEqual(["Detection with Queries"]);
    expect(titlesFor(venues, "neurips 22 detection")).toEqual(["Detection with Anchors"]);
    expect(titlesFor(venues, "detection nips'22")).toEqual(["Detection with Anchors"]);
    expect(titlesFor(venues, "cvpr23")).toEqual(["Detection with Queries"]);
    expect(titlesFor(venues, "neurip 22 detection")).toEqual(["Detection with Anchors"]);
    expect(titlesFor(venues, "cvrp 23 detection")).toEqual(["Detection with Queries"]);
  });

  it("offers the newest papers, and which filter to leave out, where filters alone let nothing through", () => {
    const filtered = createSearch(
      [paper("Older", { venue: "ICLR", year: 2022 }), paper("Newer", { venue: "ICML", year: 2024 })],
      vocabulary,
    );
    const found = filtered.find(queryOf(filtered, "venue:ICLR year:2024"));
    expect(found).toMatchObject({ hits: [], total: 0, how: "none" });
    expect(found.nearest.map(({ title }) => title)).toEqual(["Newer", "Older"]);
    expect(found.advice.map(({ filter }) => filter)).toEqual(["venue:ICLR", "year:2024"]);
  });

  it("knows a venue of several words that only the list has", () => {
    const venues = createSearch(
      [
        paper("Machine Learning for Loss", { venue: "ICML", year: 2021 }),
        paper("Loss Landscapes", { venue: "Obscure Journal", year: 2021 }),
      ],
      vocabulary,
    );
    expect(titlesFor(venues, "loss obscure journal 2021")).toEqual(["Loss Landscapes"]);
  });

  it("puts the method before those that mention it where its name is all that stands in quotes", () => {
    const named = createSearch(
      [
        paper("BLIP-2: Bootstrapping with Frozen Encoders", { year: 2023 }),
        paper("Understanding BLIP in Practice", { year: 2024 }),
        paper("BLIP: Bootstrapping", { year: 2022 }),
      ],
      vocabulary,
    );
    expect(titlesFor(named, '"BLIP"')[0]).toBe("BLIP: Bootstrapping");
    expect(titlesFor(named, '"BLIP"')).toHaveLength(3);
  });

  it("takes a venue's name and a year as words where a title has them", () => {
    const venues = createSearch(
      [
        paper("Nature Images of 2021: A Dataset", { venue: "CVPR", year: 2022 }),
        paper("Something Else", { venue: "Nature", year: 2021 }),
      ],
      vocabulary,
    );
    expect(titlesFor(venues, "nature images")).toEqual(["Nature Images of 2021: A Dataset"]);
    expect(titlesFor(venues, "images 2021")).toEqual(["Nature Images of 2021: A Dataset"]);
  });
});

describe("ranking", () => {
  it("shows papers with all words, and only where there are none those with some", () => {
    const some = searchOver("Sparse Attention", "Sparse Routing of Experts");
    expect(titlesFor(some, "sparse attention")).toEqual(["Sparse Attention"]);
    expect(some.find(queryOf(some, "sparse attention diffusion")).how).toBe("some words");
    expect(titlesFor(some, "sparse attention diffusion", 1)).toEqual(["Sparse Attention"]);
  });

  it("puts the word itself before its forms, longer words, typos and other words of one meaning", () => {
    const ranked = searchOver(
      "On Vision Transformer Training",
      "On Prunes Training",
      "On Pruned Training",
      "On Prune Training",
    );
    expect(titlesFor(ranked, "prune training", 1)).toEqual(["On Prune Training"]);
    const meant = searchOver("A Study of Vision Transformer Depth", "A Study of ViT Depth of Field");
    expect(titlesFor(meant, "vit depth")).toEqual([
      "A Study of ViT Depth of Field",
      "A Study of Vision Transformer Depth",
    ]);
  });

  it("puts a method's own paper before a mention of it", () => {
    const named = searchOver(
      "Beyond SmoothQuant and Friends",
      "SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language Models",
    );
    expect(titlesFor(named, "smoothquant", 1)[0]).toMatch(/^SmoothQuant:/u);
  });

  it("puts the newer of equal papers first", () => {
    const papers = [2021, 2024, 2022].map((year) => paper(`Quantization Number ${year - 2000}`, { year }));
    expect(titlesFor(createSearch(papers, vocabulary), "quantization number", 1)).toEqual([
      "Quantization Number 24",
    ]);
  });

  it("tells why where it is not obvious", () => {
    const { hits } = search.find(queryOf(search, "vit inference"));
    expect(hits.map(({ why }) => why)).toContain(null);
    const whys = searchOver("Deeper Vision Transformers")
      .find(queryOf(search, "vit"))
      .hits.map(({ why }) => why);
    expect(whys).toEqual(['matched "vision transformers"']);
    expect(search.find(queryOf(search, "smothquant")).hits[0]?.why).toBe('matched "smoothquant"');
  });

  it("finds similar papers by the rare words they share", () => {
    const shelf = searchOver(
      "Ternary Weights for Transformers",
      "Ternary Activations for Transformers",
      "Rotations for Transformers",
      "Diffusion of Images",
    );
    expect(shelf.similar(paper("Ternary Weights for Transformers"), 2).map(({ title }) => title)).toEqual([
      "Ternary Activations for Transformers",
      "Rotations for Transformers",
    ]);
  });
});

describe("when nothing fits", () => {
  it("are the nearest papers for words within quotes, and for those in an address; nothing asks for everything", () => {
    const quoted = search.find(queryOf(search, '"quantized vit integer"'));
    expect(quoted.hits).toEqual([]);
    expect(quoted.nearestKind).toBe("similar");
    expect(quoted.advice).toEqual([]);
    const address = "https://papers.example.org/paper/I-ViT-Integer-only-Quantization-Li-Gu/0a1b2c";
    expect(search.find(queryOf(search, address)).nearest[0]?.title).toMatch(/^I-ViT/u);
  });

  it("never leaves a blank: the nearest papers, and which filter to drop", () => {
    const filtered = createSearch(defaultPapers, vocabulary);
    const found = filtered.find(queryOf(filtered, "venue:NeurIPS year:2023 I-ViT"));
    expect(found).toMatchObject({ hits: [], total: 0, how: "none" });
    expect(found.nearest[0]?.title).toMatch(/^I-ViT/u);
    const both = filtered.find(queryOf(filtered, "venue:ICLR I-ViT"));
    expect(both.advice).toEqual([expect.objectContaining({ filter: "venue:ICLR" })]);
    expect(found.nearestKind).toBe("similar");
    for (const text of ["zzzzqqq", "שלום", "venue:NeurIPS year:1990"]) {
      const strange = filtered.find(queryOf(filtered, text));
      expect(strange.nearestKind).toBe("newest");
      expect(strange.nearest).toEqual(filtered.suggest("", 5));
    }
  });

  it("finds nothing in an empty catalogue, without complaint", () => {
    const empty = createSearch([], vocabulary);
    expect(empty.find(queryOf(empty, "anything venue:iclr"))).toMatchObject({
      hits: [],
      nearest: [],
      how: "none",
    });
    expect(empty.suggest("any", 25)).toEqual([]);
  });
});

describe("suggestions", () => {
  it("come from the first letter on, the newest papers before it", () => {
    const typed = createSearch(defaultPapers, vocabulary);
    expect(typed.suggest("", 3).map(({ year }) => year)).toEqual([2024, 2024, 2024]);
    expect(typed.suggest("i-vi", 1)[0]?.title).toMatch(/^I-ViT/u);
    for (const text of ["q", "po", "i-v", "venue:", "venue:ic", "has:cod vit", '"post-tr', "-"]) {
      expect(typed.suggest(text, 25).length).toBeGreaterThan(0);
    }
  });
});

describe("an updated search", () => {
  it("is the same as one built anew", () => {
    const [first, second, third] = ["Alpha Networks", "Beta Networks", "Gamma Networks"].map((title) =>
      paper(title),
    );
    if (!first || !second || !third) throw new Error("unreachable");
    const updated = createSearch([first, second], vocabulary).update({ added: [third], removed: [first] });
    const anew = createSearch([second, third], vocabulary);
    for (const text of ["alpha", "networks", "gamma", "", "betta networks"]) {
      expect(updated.find(queryOf(updated, text))).toEqual(anew.find(queryOf(anew, text)));
    }
  });

  it("knows a paper that was removed and added again with other facts", () => {
    const before = paper("Alpha Networks", { year: 2023 });
    const after = paper("Alpha Networks", { year: 2024, venue: "ICLR" });
    const updated = createSearch([before], vocabulary).update({ added: [after], removed: [before] });
    expect(updated.find(queryOf(updated, "alpha iclr 2024")).hits.map((hit) => hit.paper)).toEqual([after]);
  });
});

describe("a word of three letters that is known", () => {
  it("is never taken for another one", () => {
    const shelf = createSearch(
      [paper("PTQ4ViT: Quantization for Vision Transformers"), paper("Low-Bit Networks for Everyone")],
      vocabulary,
    );
    expect(shelf.find(queryOf(shelf, "bit transformers")).how).toBe("some words");
  });
});
