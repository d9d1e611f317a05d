import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, prefixDistance } from "../../src/search/edit-distance.js";
import { stem } from "../../src/search/stem.js";
import { readWords } from "../../src/search/words.js";

describe("words of a title", () => {
  it.each([
    ["I-ViT", ["i", "vit"], ["ivit"]],
    ["PTQ4ViT", ["ptq", "4", "vit"], ["ptq4", "ptq4vit", "4vit"]],
    ["SmoothQuant", ["smooth", "quant"], ["smoothquant"]],
    ["SPR²Q", ["spr", "2", "q"], ["spr2", "spr2q", "2q"]],
    ["LoRAs GPTs ViT", ["loras", "gpts", "vit"], []],
    ["Don’t naïve", ["dont", "naive"], []],
  ])("%s", (text, words, joins) => {
    const read = readWords(text);
    expect(read.words).toEqual(words);
    expect(read.joins.map(({ word }) => word)).toEqual(joins);
  });
});

describe("stems", () => {
  it.each([
    ["quantize quantise quantised quantization quantisation quantizers quantizing"],
    ["prune pruned pruning prunes"],
    ["distill distilled distillation"],
    ["colour color colours"],
    ["modelling modeling models"],
    ["detect detection detector"],
    ["accurate accuracy"],
    ["vit vits"],
  ])("are one for %s", (forms) => {
    expect(new Set(forms.split(" ").map(stem)).size).toBe(1);
  });

  it.each(["vision visual", "language learning", "transfer transformer", "for four"])(
    "differ for %s",
    (forms) => {
      expect(new Set(forms.split(" ").map(stem)).size).toBe(2);
    },
  );
});

describe("edit distance", () => {
  /** Straight from the definition, without a limit. */
  function naive(a: string, b: string): number {
    if (a === "" || b === "") return a.length + b.length;
    const [restA, restB] = [a.slice(1), b.slice(1)];
    if (a[0] === b[0]) return naive(restA, restB);
    const swapped = a[0] === b[1] && a[1] === b[0] ? naive(a.slice(2), b.slice(2)) : Number.POSITIVE_INFINITY;
    return 1 + Math.min(naive(restA, b), naive(a, restB), naive(restA, restB), swapped);
  }
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });

  it("is the definition's, up to its limit", () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, most) => {
        const distance = naive(a, b);
        if (distance <= most) expect(editDistance(a, b, most)).toBe(distance);
        else expect(editDistance(a, b, most)).toBeGreaterThan(most);
      }),
    );
  });

  it("to a beginning is the least to any beginning", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const least = Math.min(
          ...Array.from({ length: b.length + 1 }, (_, end) => naive(a, b.slice(0, end))),
        );
        if (least <= 2) expect(prefixDistance(a, b, 2)).toBe(least);
        else expect(prefixDistance(a, b, 2)).toBeGreaterThan(2);
      }),
    );
  });
});
