import { describe, expect, it } from "vitest";
import { stem } from "../../src/search/stem.js";
import { readWords } from "../../src/search/words.js";

describe("words of a title", () => {
  it.each([
    ["I-ViT", ["i", "vit"], ["ivit"]],
    ["PTQ4ViT", ["ptq", "4", "vit"], ["ptq4", "ptq4vit", "4vit"]],
    ["SmoothQuant", ["smooth", "quant"], ["smoothquant"]],
    ["SPR²Q", ["spr", "2", "q"], ["spr2", "spr2q", "2q"]],
    ["LoRAs GPTs ViT", ["loras", "gpts", "vit"], []],
    ["Don’t naïve", ["do", "not", "naive"], []],
    ["Gull’s log", ["gulls", "log"], []],
    ["SmoothQuant+", ["smooth", "quant", "+"], ["smoothquant", "smoothquant+", "quant+"]],
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

  it.each(["vision visual", "language learning", "transfer transformer", "for four", "adding ad"])(
    "differ for %s",
    (forms) => {
      expect(new Set(forms.split(" ").map(stem)).size).toBe(2);
    },
  );
});
