import fc from "fast-check";
import { expect, test } from "vitest";
import { referencesIn } from "../../src/catalogue/references.js";

const keysIn = (text: string) =>
  referencesIn(text).map((one) => (one.kind === "link" ? one.keys[0] : `"${one.title}"`));

test.each([
  ["see https://arxiv.org/abs/2207.01405.", ["arxiv:2207.01405"]],
  ["<https://arxiv.org/pdf/2207.01405v4.pdf>", ["arxiv:2207.01405"]],
  ["[this](https://arxiv.org/abs/2207.01405) and arXiv:2207.01405", ["arxiv:2207.01405"]],
  ["**https://openreview.net/forum?id=abc_D-1**", ["openreview:abc_D-1"]],
  ["https://doi.org/10.1145/3292500.3330701, nice", ["doi:10.1145/3292500.3330701"]],
  ["doi:10.24963/ijcai.2022/164", ["doi:10.24963/ijcai.2022/164"]],
  ["https://aclanthology.org/2021.acl-long.334/", ["acl:2021.acl-long.334"]],
  [
    "https://github.com/zkkli/I-ViT/tree/main/models?x=1#readme",
    ["code:github.com/zkkli/i-vit/tree/main/models?x=1"],
  ],
  ["https://huggingface.co/papers/2207.01405", ["arxiv:2207.01405"]],
  ["https://en.wikipedia.org/wiki/Foo_(bar) https://discord.com/channels/1/2", []],
  ['did you read "I-ViT: Integer-only Quantization"?', ['"I-ViT: Integer-only Quantization"']],
  ["did you read “**FQ-ViT**: Fully Quantized.”", ['"FQ-ViT: Fully Quantized"']],
  ["《论文标题》", ['"论文标题"']],
  ['"lol" "12345678"', []],
  ["arXiv: 2207.01405 cs/0112017", ["arxiv:2207.01405"]],
  ["", []],
])("%s", (text, keys) => {
  expect(keysIn(text)).toEqual(keys);
});

test("a repository is also known by its own page", () => {
  expect(referencesIn("https://github.com/zkkli/I-ViT/issues/3")).toMatchObject([
    { keys: [expect.anything(), "code:github.com/zkkli/i-vit"] },
  ]);
});

test("any text has at most forty references, and none throws", () => {
  const piece = fc.constantFrom(
    "https://",
    "arxiv.org/abs/",
    "2207.01405",
    "10.1145/",
    "x",
    '"',
    "“",
    "”",
    "(",
    ")",
    " ",
    "\n",
    "github.com/a/b",
    "%",
    "\ud800",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(piece, { maxLength: 300 }).map((pieces) => pieces.join("")),
  );
  fc.assert(fc.property(text, (some) => referencesIn(some).length <= 40));
  expect(referencesIn('"https://arxiv.org/abs/2207.0'.repeat(2000)).length).toBeLessThanOrEqual(40);
});
