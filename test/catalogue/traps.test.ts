import { expect, test } from "vitest";
import { parseList } from "../../src/catalogue/parse-list.js";
import { problems, read, titles, venues } from "./reading.js";

test("labels may be misspelt, and brackets may be in any order", () => {
  const list = `- One Wrong Letter [[papar](https://example.org/1)] [[Cde](https://example.org/2)]
- Brackets Outside [[paper]](https://example.org/3) [code](https://example.org/4)
- A Bracket Too Many [[paper](https://example.org/5)]] [[code]](https://example.org/6)]
- A Bracket Missing [[paper](https://example.org/7) [code](https://example.org/8)]
- Round Ones ([paper](https://example.org/9), [code](https://example.org/10))
- Swapped [(paper)](https://example.org/11) [[cdoe](https://example.org/12)]
`;
  expect(read(list)).toEqual(
    [
      "One Wrong Letter",
      "Brackets Outside",
      "A Bracket Too Many",
      "A Bracket Missing",
      "Round Ones",
      "Swapped",
    ].map((title) => `${title} | - | - | paper code`),
  );
});

test("an empty target is not a link, and of two URLs glued together the complete one is kept", () => {
  const list = `- Links to Nowhere at All [[paper](https://arxiv.org/abs/2001.00001)] [[code]()]
- Glued Links Come Apart [[paper](https://arxiv.org/abs/2402.05https://arxiv.org/pdf/2404.00928)]
`;
  const { papers } = parseList(list, venues);
  expect(papers.map((paper) => paper.links.map((link) => link.url))).toEqual([
    ["https://arxiv.org/abs/2001.00001"],
    ["https://arxiv.org/pdf/2404.00928"],
  ]);
  expect(papers.map((paper) => paper.arxivId)).toEqual(["2001.00001", "2404.00928"]);
});

test("both sides of a committed conflict are entries", () => {
  const list = `- Before the Storm [[paper](https://arxiv.org/abs/2001.00001)]
<<<<<<< HEAD
- Our Side of the Story [[paper](https://arxiv.org/abs/2001.00002)]
=======
- Their Side of the Story [[paper](https://arxiv.org/abs/2001.00003)]
>>>>>>> branch
- After the Storm [[paper](https://arxiv.org/abs/2001.00004)]
`;
  const { papers } = parseList(list, venues);
  expect(papers.map((paper) => `${paper.line} ${paper.title}`)).toEqual([
    "1 Before the Storm",
    "3 Our Side of the Story",
    "5 Their Side of the Story",
    "7 After the Storm",
  ]);
});

test("a line of hashtags is not a heading, and a bullet needs no space", () => {
  const list = `## ICLR 2024
-Bullets Without Space Are Bullets [[paper](https://arxiv.org/abs/2001.00001)]
-[Linked Bullets Without Space Too](https://arxiv.org/abs/2001.00002)
- Hashtags Below Me Say Little [[paper](https://arxiv.org/abs/2001.00003)]
#PTQ #LowBit
- Still in the Section Above [[paper](https://arxiv.org/abs/2001.00004)]
`;
  expect(read(list).map((line) => line.split(" | ").slice(0, 3).join(" | "))).toEqual([
    "Bullets Without Space Are Bullets | ICLR | 2024",
    "Linked Bullets Without Space Too | ICLR | 2024",
    "Hashtags Below Me Say Little | ICLR | 2024",
    "Still in the Section Above | ICLR | 2024",
  ]);
});

test("titles keep their punctuation, maths, numbers and scripts", () => {
  const list = `- $P^2$-ViT: Power-of-Two Weeds [[paper](https://arxiv.org/abs/2001.00001)]
- P<sup>2</sup>-Net with Superscripts² [[paper](https://arxiv.org/abs/2001.00002)]
- Soft­Hyphens and Zero​Widths Vanish [[paper](https://arxiv.org/abs/2001.00003)]
- Is This a Question? [[paper](https://arxiv.org/abs/2001.00004)]
- More Control for Free! Synthesis with Guidance [[paper](https://arxiv.org/abs/2001.00005)]
- LLM.int8(): 8-bit Matrix Multiplication [[paper](https://arxiv.org/abs/2001.00006)]
- Deepnet: Scaling transformers to 1,000 layers [[paper](https://arxiv.org/abs/2001.00007)]
- Information Bottleneck: Exact Analysis of (Quantized) Neural Networks [[paper](https://arxiv.org/abs/2001.00008)]
- Transformers [[paper](https://arxiv.org/abs/2001.00009)]
- A Title That Goes On
  Over Two Lines of Source [[paper](https://arxiv.org/abs/2001.00010)]
- "Why Should I Trust You?" Explaining the Weeds [[paper](https://arxiv.org/abs/2001.00011)]
- Größe und Maß: 量化神经网络综述 [[paper](https://arxiv.org/abs/2001.00012)]
- Don't Stop: The Authors' View [[paper](https://arxiv.org/abs/2001.00013)]
- Permute, Quantize, and Fine-tune: Efficient Weeding [[paper](https://arxiv.org/abs/2001.00014)]
`;
  expect(titles(list)).toEqual([
    "P^2-ViT: Power-of-Two Weeds",
    "P2-Net with Superscripts²",
    "SoftHyphens and ZeroWidths Vanish",
    "Is This a Question?",
    "More Control for Free! Synthesis with Guidance",
    "LLM.int8(): 8-bit Matrix Multiplication",
    "Deepnet: Scaling transformers to 1,000 layers",
    "Information Bottleneck: Exact Analysis of (Quantized) Neural Networks",
    "Transformers",
    "A Title That Goes On Over Two Lines of Source",
    '"Why Should I Trust You?" Explaining the Weeds',
    "Größe und Maß: 量化神经网络综述",
    "Don't Stop: The Authors' View",
    "Permute, Quantize, and Fine-tune: Efficient Weeding",
  ]);
});

test("line numbers are those of the file, even with CRLF and a byte order mark", () => {
  const list =
    "\uFEFF# ICLR 2020\r\n\r\n- Windows Wrote This List [[paper](https://arxiv.org/abs/2001.00001)]\r\n\r\n\r\n- And Counted Its Lines [[paper](https://arxiv.org/abs/2001.00002)]\r\n";
  const { papers } = parseList(list, venues);
  expect(papers.map((paper) => [paper.line, paper.venue, paper.year])).toEqual([
    [3, "ICLR", 2020],
    [6, "ICLR", 2020],
  ]);
});

test("a text that is not a list is one problem", () => {
  expect(problems("")).toEqual(["1: The list is empty: put its markdown here."]);
  expect(problems(" \n\n")).toHaveLength(1);
  expect(
    problems("<!DOCTYPE html><html><body><a href='https://arxiv.org/abs/2001.00001'>A title</a>")[0],
  ).toMatch(/web page/);
  expect(problems(`PNG\u0000\u0001\u0002${"\u0000\u0003x".repeat(100)}`)[0]).toMatch(/binary/);
  expect(problems("# Nothing here\n\nJust prose.")[0]).toMatch(/No paper/);
  expect(problems("x".repeat(10_000_001))[0]).toMatch(/too large/);
});

test("an entry with links and no title is a problem with its line", () => {
  const list = `- A Good Entry First [[paper](https://arxiv.org/abs/2001.00001)]
- [[paper](https://arxiv.org/abs/2001.00002)] [[code](https://github.com/a/b)]
`;
  expect(titles(list)).toEqual(["A Good Entry First"]);
  expect(problems(list)).toEqual([
    "2: This entry has links but no readable title: write its title before them.",
  ]);
});

test("a venue after the title is no author", () => {
  const list = `- [Slow Waves of the Sea](https://arxiv.org/abs/2311.00001), ICCV 2023
- [Quick Foxes of the Wood](https://arxiv.org/abs/2311.00002), Interspeech 2021.
- [Tall Trees of the Hill](https://arxiv.org/abs/2311.00003), Nature, 2022
- [Other Waves in Rivers](https://arxiv.org/abs/2311.00004), Ann Bee, Cy Dee, ICCV 2023
- [Third Wave of Boats](https://arxiv.org/abs/2311.00005), Ann Bee
`;
  expect(parseList(list, venues).papers.map(({ authors }) => authors)).toEqual([
    null,
    null,
    null,
    "Ann Bee, Cy Dee",
    "Ann Bee",
  ]);
});
