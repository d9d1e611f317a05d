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
    '5: "Fifth Title Here" has no venue and no year: add them.',
  ]);
  expect(lint(`${entry("No Years In This List", 1)}${entry("Nor In This Entry", 2)}`)).toEqual([]);
});

const rule = Array.from({ length: 24 }, (_, id) =>
  entry(`Rule Number ${id} of the Sea, ICML 2020`, id + 100),
).join("");

test("a field that is written, though in an unusual way, is not reported as missing", () => {
  const list = `# Sea\n${rule}- Notes on a Slow Tide ICML 2020 [[notes](slow tide.md)]
- [Tides for Sailors](https://arxiv.org/abs/2102.00001)
  - Ann bee, Cy dee and E. eff. arXiv, 2021.
- Tides for Swimmers [[pdf](https://arxiv.org/abs/2102.00002)]
  - Ann Bee. *Ph.D. Dissertation at the University of the Shore*, 2022.
- **Tides for Divers** [[pdf](https://arxiv.org/abs/2102.00003)]

  *Ann Bee.* **Second Gathering on TIDES: Ebb, Flow, and Foam, 2014.**
- [Tides for Anglers](https://arxiv.org/abs/2102.00004). axiv2020.09
- Tides for Nobody at All [[pdf](https://arxiv.org/abs/2102.00005)]
  - Ann Bee and Cy Dee
`;
  expect(lint(list)).toEqual(['35: "Tides for Nobody at All" has no venue and no year: add them.']);
});

test("a section whose entries have a rule of their own is not held to that of the list", () => {
  const list = `# Sea
> A list of papers about the slow tides of the sea.

- Our survey: [Tides and Their Friends: A Survey](https://arxiv.org/abs/2102.00001)
## Papers
${rule}${entry("No Rule Number Nine of the Sea", 9)}## Measured Tides
| Set | Paper | Size |
| --- | --- | --- |
| **Ebb** | [Ebb: Tides Measured by Hand](https://arxiv.org/abs/2102.00002) | 12 |
| **Flow** | [Flow: Tides Measured by Night](https://arxiv.org/abs/2102.00003) | 30 |
`;
  expect(lint(list)).toEqual(['30: "No Rule Number Nine of the Sea" has no venue and no year: add them.']);
});

test("the longer form in a journal, a paper's software in another section, and the values of a column are no repetitions", () => {
  const values = [1, 2, 3].map(() => "| Low | Coast, Harbour Towns, Lakes |\n").join("");
  const list = `# Sea
## Papers
- Slow Tides of the Sea, CVPR 2019 [[paper](https://arxiv.org/abs/1901.00001)]
- Slow Tides of the Sea, TPAMI 2021 [[paper](https://arxiv.org/abs/1901.00001)]
- Open Harbour: Data for Slow Boats, ICML 2020 [[paper](https://arxiv.org/abs/2001.00002)] [[code](https://github.com/ann/harbour)]
- KiteNet: Slow Kites of the Sea, ICML 2018 [[paper](https://arxiv.org/abs/1801.00004)]
- KiteNet++: Slow Kites of the Sea, ICML 2018 [[paper](https://arxiv.org/abs/1901.00005)]
- Slow Boats of the Sea, arXiv 2018 [[paper](https://arxiv.org/abs/1801.00003)]
- Slow Boats of the Sea, ICML 2019 [[paper](https://arxiv.org/abs/1801.00003)]
## Programs
- [Open Harbour Pipeline for Boats](https://github.com/ann/harbour), ICML 2020 [[paper](https://arxiv.org/abs/2001.00002)]
## Where, ICML 2020
| Depth | Title |
| --- | --- |
${values}`;
  expect(lint(list)).toEqual(["9: This paper is already on line 8: keep one of the two."]);
});

test("datasets, marks in the place of a venue, and none on purpose are not missing a venue", () => {
  const list = `# Sea
${rule}- Ebb Tables [[Source](https://ebb.example.org/)]
- [[Survey](https://arxiv.org/abs/2102.00001)] Tides and Their Friends (2021)
- **Others, 2024**: a topic
  - [Tides for Anglers and Swimmers](https://arxiv.org/abs/2102.00002)

| Title | Venue | Date |
| --- | --- | --- |
| [Tides for Divers and Sailors](https://arxiv.org/abs/2102.00003) | - | 2021-03-01 |
| [![ICML](https://badge.example.org/icml.svg)]() [Tides for Owls and Hawks](https://arxiv.org/abs/2102.00004) | ICML | 2021-03-01 |

**Tides for Bees and Hens.**
*Ann Bee and Cy Dee.*
*Sea and Shore, February 2023.*
[[paper](https://arxiv.org/abs/2102.00005)]
`;
  expect(lint(list)).toEqual([]);
});

test("the title of a paper above is no heading that an entry contradicts", () => {
  const list = `# Sea
## Slow Tides of the Sea Measured by Night and by Day (ICML 2019)
${entry("Slow Boats of the Sea (CVPR 2020)", 1)}## CVPR 2020
### Night
${entry("Slow Owls of the Sea (ICCV 2019)", 2)}## NeurIPS 201X-2020
${entry("Slow Bees of the Sea (NeurIPS 2019)", 3)}## SIGMOD VLDB ICDE 2022
${entry("Slow Hens of the Sea (SIGMOD 2022)", 4)}`;
  expect(lint(list)).toEqual(['6: This entry says ICCV, its heading says CVPR ("CVPR 2020"): correct one.']);
});

test("a comment over several lines, and emphasis that ends on a later one, are no mistakes", () => {
  const list = `# ICLR 2021
${entry("Apples Fall Far", 1)}<!-- - Pears Fall Near [paper]()
  - Ann Bee [code]()
-->
*[Ann Bee](https://example.org/ann), [Cy Dee](https://example.org/cy),
[Eve Eff](https://example.org/eve).*

*[Plums Do Not Fall](https://arxiv.org/abs/2101.00002)
`;
  expect(lint(list)).toEqual(["9: A bullet needs a space after it: add one."]);
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

test("broken addresses, swapped brackets and characters of a wrong encoding are reported", () => {
  const list = `# ICLR 2021
- [Forgotten Bracket(https://arxiv.org/abs/2101.00008) [a remark (https://example.org/) in brackets]
- Begins Twice [[paper](https://https://arxiv.org/abs/2101.00001)]
- One Slash [[paper](https:/arxiv.org/abs/2101.00002)]
- In a Tag <a href="hhttps://arxiv.org/abs/2101.00003">paper</a>
- Twice the Host [[paper](https://arxiv.org/abs/arxiv.org/abs/2101.00004)]
- Before the First Id [[paper](https://arxiv.org/abs/0703.00005)]
- Without an Id [[paper](https://arxiv.org/abs/)]
- Comma at the End [[paper](https://example.org/a.pdf,)]
- Curly Quotes [[paper](https://example.org/b.pdf”)]
- Swapped (paper)[https://example.org/c.pdf]
- Brackets Alone [paper][https://example.org/d.pdf]
- Full Width [paper]（https://example.org/e.pdf）
- Ann BÃ©e of the Sea [[paper](https://arxiv.org/abs/2101.00006)]
- Nobody Reads This [](https://arxiv.org/abs/2101.00007)
- Right as It Is [[a name that ends with a point](https://github.com/ann/E.T.)] [\`code\`](https://doi.org/10.1234/ab.12.) [fragment](https://example.org/#:~:text=the%20end.)
`;
  expect(lint(list).filter((line) => !/" has no /.test(line))).toEqual([
    "2: A ] is missing between a label and its URL: write it.",
    "3: Two URLs are glued together: keep the right one.",
    "4: A URL's beginning is misspelt: write https://.",
    "5: A URL's beginning is misspelt: write https://.",
    "6: An arXiv address is written twice: write https://arxiv.org/abs/ and the id.",
    "7: arXiv:0703.00005 cannot be an arXiv id, which is a year, a month and 4 digits: correct it.",
    "8: An arXiv address has no id: write it.",
    "9: A URL ends with a punctuation mark that is not part of it: remove it.",
    '10: A URL has curly quotation marks: remove them, or write ".',
    "11: The brackets of a link are swapped: write [label](URL).",
    "12: A link's URL is in brackets: write [label](URL).",
    "13: A link's URL is in full-width parentheses: write [label](URL).",
    "14: Characters were saved in the wrong encoding: write them again.",
    "15: A link has no text, so nobody sees it: write its label between the brackets.",
  ]);
});

test("tables, headings and folded text that lose entries are reported", () => {
  const row = (id: number) => `| Slow Tides Number ${id} | [paper](https://arxiv.org/abs/2101.0000${id}) |\n`;
  const list = `# Sea
### A list of tides
## Night
### Owls
- Slow Owls of the Sea [[paper](https://arxiv.org/abs/2101.00011)]
-Slow Hawks of the Sea [[paper](https://arxiv.org/abs/2101.00012)]
### Hens
### Bees
### Ants
##Day
#### Cows

| Title | Paper |
| --- | --- |
${[1, 2, 3, 4].map(row).join("")}| Slow | Tides | [paper](https://arxiv.org/abs/2101.00005) |

| Title | Paper | Code |
| --- | --- |
${row(6)}
### Goats
#### Cats
#### Dogs
#### Rats
> <details> a quotation
<details><summary>More</summary>
`;
  expect(lint(list).filter((line) => !/" has no | is already on /.test(line))).toEqual([
    "6: A bullet needs a space after it: add one.",
    "10: A heading needs a space after its #: add one.",
    "19: This row has 3 cells, its table 2, so the last are not shown: remove a | or write \\|.",
    "22: The line below a table's head has 2 cells, its head 3, so it is no table: make them equal.",
    "30: A <details> is never closed, so all below it is hidden: close it with </details>.",
  ]);
  expect(
    lint(
      "# Sea\n## A\n#### B\n- Slow Owls [[paper](https://arxiv.org/abs/2101.00011)]\n### C\n#### D\n#### E\n#### F\n",
    ),
  ).toEqual(["3: A heading of level 4 follows one of level 2: write ###."]);
});

test("a badge, a quoted year, a remark, names of one paper and a year of a table's cell are no mistakes", () => {
  const list = `# Sea
## Papers
${rule}- Tides for Owls ![](https://img.shields.io/badge/preprint_2021-blue) [[pdf](https://arxiv.org/abs/2102.00001)]
- Tides for Hawks. VC'2011 [[pdf](https://arxiv.org/abs/2102.00002)]
- Tides for Hens. 3DX'2010 [[pdf](https://arxiv.org/abs/2102.00003)]
- (Worth a look though none of these is recent.)
- Tide Tables: A Benchmark for Slow Boats, ICML 2020 [[pdf](https://arxiv.org/abs/2102.00004)]
- Northern Hours: Measuring Tides by Many Hands, ICML 2020 [[pdf](https://arxiv.org/abs/2102.00006)]
- Southern Hours: Measuring Tides by Many Hands, ICML 2020 [[pdf](https://arxiv.org/abs/2102.00006)]
- [Contents](https://github.com/ann/sea#papers)
## Hands
- Measuring Tides by Many Hands, ICML 2020 [[pdf](https://arxiv.org/abs/2102.00006)]
## Measures
- False Alarms at Night (Weakly, proposed in ICML 2020)
## Sets
| Set | Venue | Introduction |
| --- | --- | --- |
| [Tide Tables](https://arxiv.org/abs/2102.00004) | ICML 2020 | 4500 tables of the northern harbours, by the hour |
| [Ebb and Flow](https://arxiv.org/abs/2102.00005) | ICML 2020 | 12 maps of the southern harbours, by the day |
## CVPR
| Year | Title |
| --- | --- |
| 2020 | [Slow Boats of the Northern Sea](https://arxiv.org/abs/2001.00001) CVPR 2020 |
| 2019 | [Slow Owls of the Northern Sea](https://arxiv.org/abs/1901.00001) CVPR 2020 |
`;
  expect(lint(list)).toEqual([]);
});
