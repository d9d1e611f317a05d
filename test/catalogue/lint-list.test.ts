import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lintList } from "../../src/catalogue/lint-list.js";
import { venues } from "./reading.js";

const lint = (markdown: string) =>
  lintList([{ path: "README.md", markdown }], venues).map(({ line, message }) => `${line}: ${message}`);

const entry = (title: string, id: number, rest = "") =>
  `- ${title} [[paper](https://arxiv.org/abs/2101.${String(id).padStart(5, "0")})]${rest}\n`;

test("the default list has no problems", () => {
  expect(lint(readFileSync("data/awesome-transformer-quantization.md", "utf8"))).toEqual([]);
});

test("a repeated paper and a shared arXiv id are reported", () => {
  const list = `# ICLR 2021\n${entry("Apples Fall Far", 1)}${entry("Pears Fall Near", 2)}${entry("APPLES fall far.", 1)}${entry("Plums Do Not Fall", 2)}`;
  expect(lint(list)).toEqual([
    "4: This paper is already on line 2: keep one of the two.",
    '5: arXiv:2101.00002 is also the id of "Pears Fall Near" on line 3: keep one of the two, or correct the id.',
  ]);
});

test("a shared arXiv id is reported for the second paper, even if the first one is repeated", () => {
  const list = `# ICLR 2021\n${entry("Apples Fall Far", 1)}${entry("Pears Fall Near", 1)}${entry("Apples Fall Far", 1)}`;
  expect(lint(list)).toEqual([
    '3: arXiv:2101.00001 is also the id of "Apples Fall Far" on line 2: keep one of the two, or correct the id.',
    "4: This paper is already on line 2: keep one of the two.",
  ]);
});

test("a paper in two files of a list is reported, and headings do not apply to the next file", () => {
  const files = [
    { path: "2021.md", markdown: `# ICLR 2021\n${entry("Apples Fall Far", 1)}` },
    {
      path: "2022.md",
      markdown: `${entry("Pears Fall Near, ICML 2022", 2)}${entry("Apples Fall Far, ICML 2022", 1)}`,
    },
  ];
  expect(lintList(files, venues)).toEqual([
    {
      path: "2022.md",
      line: 2,
      message: "This paper is already in 2021.md on line 2: keep one of the two.",
    },
  ]);
});

test("an arXiv id in two files of a list is reported, even under two titles", () => {
  const files = [
    { path: "a.md", markdown: entry("Apples Fall Far", 1) },
    { path: "b.md", markdown: entry("Far Fall the Apples", 1) },
  ];
  expect(lintList(files, venues)).toEqual([
    {
      path: "b.md",
      line: 1,
      message:
        'arXiv:2101.00001 is also the id of "Apples Fall Far" in a.md on line 1: keep one of the two, or correct the id.',
    },
  ]);
});

test("a code fence that is never closed is reported", () => {
  expect(
    lint(`# ICLR 2021\n${entry("Apples Fall Far", 1)}\n\`\`\`bibtex\n@article{x}\n\n${entry("Pears", 2)}`),
  ).toEqual(["4: A code fence is never closed, so nothing below it is read: close it with ```."]);
});

test("a field that most entries have is reported if it is missing, and not otherwise", () => {
  const list = `${entry("First Title Here, ICML 2020", 1)}${entry("Second Title Here, ICML 2020", 2)}${entry("Third Title Here, ICML 2020", 3)}- Fourth Title Here, ICML 2020\n${entry("Fifth Title Here", 5)}`;
  expect(lint(list)).toEqual([
    '4: "Fourth Title Here" has no link: add one.',
    '5: "Fifth Title Here" has no venue: add one.',
    '5: "Fifth Title Here" has no year: add one.',
  ]);
  expect(lint(`${entry("No Years In This List", 1)}${entry("Nor In This Entry", 2)}`)).toEqual([]);
});

test("a venue or a year that contradicts its heading is reported", () => {
  const list = `## CVPR 2020\n${entry("Right Where It Belongs", 1)}${entry("Wrong Room Entirely (ICCV 2019)", 2)}${entry("Wrong Year Only (CVPR 2021)", 3)}`;
  expect(lint(list)).toEqual([
    '3: This entry says ICCV, its heading says CVPR ("CVPR 2020"): correct one.',
    '4: This entry says 2021, its heading says 2020 ("CVPR 2020"): correct one.',
  ]);
});

test("broken markdown is reported with its line", () => {
  const list = `# ICLR 2021
- Open Bracket Left Behind [[paper](https://arxiv.org/abs/2101.00001)
- Closing Bracket Too Many [paper](https://arxiv.org/abs/2101.00002)]
- No Target for This Link [[paper](https://arxiv.org/abs/2101.00003)] [[code]()]
- Glued URLs in This One [[paper](https://arxiv.org/abs/2101.0https://arxiv.org/abs/2101.00004)]
<<<<<<< HEAD
- A Space Breaks This Link [[paper](https://arxiv.org/abs/2101.00005)] [code] (https://github.com/a/b)
- Nobody Closed This One [[paper](https://arxiv.org/abs/2101.00006]
- A Title for a Link [[paper](https://arxiv.org/abs/2101.00007 "its title")]
`;
  expect(lint(list)).toEqual([
    "2: A [ is never closed: close it with a ].",
    "3: A ] closes nothing: remove it, or open it with a [.",
    "4: A link has no target: write its URL between the parentheses, or remove it.",
    "5: Two URLs are glued together: keep the right one.",
    "6: A merge conflict was committed: choose a side and delete this marker.",
    "7: A space between a label and its URL breaks the link: remove it.",
    "8: A link's ( is never closed: close it with a ) right after the URL.",
  ]);
});

test("a paper under several topics is no mistake, unless all repetitions are asked for", () => {
  const list = `## Tides\n${entry("Apples Fall Far", 1)}## Night\n${entry("Apples Fall Far", 1)}`;
  expect(lint(list)).toEqual([]);
  expect(lintList([{ path: "README.md", markdown: list }], venues, "all").map(({ line }) => line)).toEqual([
    4,
  ]);
});

test("emphasis at the start of a line, topics, index lines, short names and blanks in a target are no mistakes", () => {
  const list = `# Sea
- [Tides](#tides)
- [Apples Fall Far](#apples-fall-far)
## for RecSys
*[Ann Bee](https://example.org/ann), Cy Dee.*
${entry("Apples Fall Far, KDD 2021", 1)}${entry("Apples, KDD 2021", 1)}- Pears Fall Near, KDD 2021 [[paper](https://arxiv.org/abs/2101.00002 )]
## KDD 2020
${entry("Plums Do Not Fall", 3)}`;
  expect(lint(list)).toEqual([]);
});

test("links and rows that are broken are reported", () => {
  const list = `# ICLR 2021
- Broken Between [[paper]
(https://arxiv.org/abs/2101.00001)]
- Link in a Link [paper]([https://arxiv.org/abs/2101.00002](https://arxiv.org/abs/2101.00002))
- No Such Month [[paper](https://arxiv.org/abs/2014.10510)]
- Too Few Digits [[paper](https://arxiv.org/abs/2101.0003)]
- Misspelt [[paper](htp://example.org/a.pdf)]

| Title | Paper |
| --- | --- |
| Half of
a Row | [paper](https://arxiv.org/abs/2101.00004) |
`;
  expect(lint(list).filter((line) => !/no link|\[ is never|\] closes/.test(line))).toEqual([
    "2: A line break between a label and its URL breaks the link: join the lines.",
    "4: A link is written where a URL belongs: write the URL alone between the parentheses.",
    "5: arXiv:2014.10510 cannot be an arXiv id, which is a year, a month and 5 digits: correct it.",
    "6: arXiv:2101.0003 cannot be an arXiv id, which is a year, a month and 5 digits: correct it.",
    "7: A URL's beginning is misspelt: write https://.",
    "11: A table row is broken over two lines: join them.",
  ]);
});
