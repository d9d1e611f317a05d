import { expect, test } from "vitest";
import { problems, read, titles } from "./reading.js";

test("a table of contents ends at the next heading, even at a deeper one", () => {
  const list = `# Awesome Rivers
## Table of Contents
- [2023](#2023)
### Kinds of Rivers
| Kind | W | S |
|:--|:--:|:--:|
| Meaning | wide | slow |
### A Survey
A survey of rivers can be found at this link: [arxiv](https://arxiv.org/abs/2303.00001). They are as below:
### 2023
| Title | Venue | Type |
|:--|:--:|:--:|
| [Wide Rivers Are Slow Rivers](https://arxiv.org/abs/2301.00001) | CVPR **(Oral)** | \`W\` |
| [Deep Rivers Are Silent Rivers](https://arxiv.org/abs/2301.00002) | ICLR **(Best)** | \`S\` |`;
  expect(read(list)).toEqual([
    "Wide Rivers Are Slow Rivers | CVPR | 2023 | arxiv",
    "Deep Rivers Are Silent Rivers | ICLR | 2023 | arxiv",
  ]);
  expect(problems(list)).toEqual([]);
});

test("a label before the title that does not name a kind of link is its venue, even an unknown one", () => {
  const list = `## Papers
### 2019
- [[QRST](https://ieeexplore.ieee.org/document/1)] [1.2k:fire:] Damming a River with Twigs. [**\`dam\`**] [5.8k:star:]
- [[Int J Rivers](https://example.org/2)] Counting Fish in the River. [**\`fish\`**]
- [[IEEE J. Emerg. Sel. Rivers Streams Syst.](https://ieeexplore.ieee.org/document/3)] Hyperflow: A Scalable River.
- [[paper](https://example.org/4.pdf)] Rivers Without a Venue.
- [[CVPR]()] Rivers Without an Address. [**\`dam\`**]
## Codes\\_and\\_Docs
- [[Doc](https://example.org/5.pdf)] River-Net: An Open Source River Library.
## Our_Team
### Publications
- J. Doe, J. Roe. [Rivers We Know Well](https://arxiv.org/abs/2001.00002). *CVPR*, 2020.`;
  expect(read(list)).toEqual([
    "Damming a River with Twigs | QRST | 2019 | paper",
    "Counting Fish in the River | Int J Rivers | 2019 | other",
    "Hyperflow: A Scalable River | IEEE J. Emerg. Sel. Rivers Streams Syst. | 2019 | paper",
    "Rivers Without a Venue | - | 2019 | paper",
    "Rivers Without an Address | CVPR | 2019 | -",
  ]);
});

test("a method with the name of a venue does not count if a venue is stated", () => {
  expect(
    read("### 2020\n- **[FPT]** Flowing Pyramid Rivers(**CVPR**) [[paper](https://arxiv.org/abs/2007.1)]"),
  ).toEqual(["Flowing Pyramid Rivers | CVPR | 2020 | paper"]);
});

test("workshops and findings have one name, however they are written", () => {
  const written = {
    "ICLR Small Rivers Workshop 2024": "ICLRW | 2024",
    "Small Rivers Workshop @ ICML 2024": "ICMLW | 2024",
    "ICML 2023 Workshop RIV-ER": "ICMLW | 2023",
    "NeurIPS Workshop on Rivers and Lakes (ENLSP-IV) 2024": "NeurIPSW | 2024",
    "EMNLP Findings 2023": "EMNLP Findings | 2023",
    "EMNLP 2023 Findings": "EMNLP Findings | 2023",
    "RIVCON 2024": "RIVCON | 2024",
    "TMLR (Featured Certification 🌟)": "TMLR | -",
  };
  for (const [line, expected] of Object.entries(written)) {
    const list = `## Papers\n- All the Rivers Run <br> ${line} [[Paper]](https://arxiv.org/abs/2401.00001)`;
    expect(read(list)).toEqual([`All the Rivers Run | ${expected} | paper`]);
  }
});

test("a word in parentheses is part of the title, an acronym before it is not", () => {
  const list = `- (Dynamic) Rivers Might Be All You Need <br> Arxiv 2023 [[Paper]](https://arxiv.org/abs/2310.00001)
- (RiV) Rivers in Videos <br> Arxiv 2023 [[Paper]](https://arxiv.org/abs/2310.00002)`;
  expect(titles(list)).toEqual(["(Dynamic) Rivers Might Be All You Need", "Rivers in Videos"]);
});

test("a row that names a topic is not a paper, and a heading that is an ordinary word is not a venue", () => {
  const list = `## Sensors
| **Title** | **Venue** | **Date** |
|---|---|---|
| **Rivers at Home and Abroad** | | |
| [Rivers We Measured Twice](https://arxiv.org/abs/2306.00001) | CoRL 2023 | 2023-06-20 |
| [Rivers We Never Measured](https://arxiv.org/abs/2306.00002) | | 2023-06-21 |`;
  expect(read(list)).toEqual([
    "Rivers We Measured Twice | CoRL | 2023 | arxiv",
    "Rivers We Never Measured | - | 2023 | arxiv",
  ]);
});

test("a linked title with only authors is a paper, and a DOI is not a title", () => {
  const list = `## Surveys
**[A Long Survey of Short Rivers.](https://arxiv.org/abs/2006.00001)**<br>
*Jane Doe, John Roe, Mary Major.*<br>
Eurographics State-of-the-Art Report 2022.

**[A Short Survey of Long Rivers.](https://arxiv.org/abs/2006.00002)**<br>
*Jane Doe, John Roe, Mary Major.*

1. *Rivers Between Proteins and Cells.* <br> Jane Doe, John Roe. <br> DOI: [10.1103/RIV.3.0230](https://doi.org/10.1103/RIV.3.0230)`;
  expect(titles(list)).toEqual([
    "A Long Survey of Short Rivers",
    "A Short Survey of Long Rivers",
    "Rivers Between Proteins and Cells",
  ]);
});

test("an arXiv month gives the year if it cannot be a year itself", () => {
  const list = `## Papers
- [[Arxiv2305 - **RIV**](https://arxiv.org/abs/2305.00001)]: "Rivers in Thirty Steps";
- [[ICML15 - **DAM**](https://arxiv.org/abs/1503.00002)]: "Dams in Three Steps";`;
  expect(read(list)).toEqual([
    "Rivers in Thirty Steps | arXiv | 2023 | arxiv",
    "Dams in Three Steps | ICML | 2015 | arxiv",
  ]);
});

test("bold and italics end after punctuation before brackets, links and line breaks", () => {
  const list = `- **Are the Rivers Rising?**[[paper](https://arxiv.org/abs/2006.00003)] CVPR 2020
- **Are the Lakes Rising?**[paper](https://arxiv.org/abs/2006.00004) CVPR 2020
- **Are the Seas Rising?**<br>*Jane Doe, John Roe.*<br>CVPR 2020 [[paper]](https://arxiv.org/abs/2006.00005)`;
  expect(read(list)).toEqual([
    "Are the Rivers Rising? | CVPR | 2020 | paper",
    "Are the Lakes Rising? | CVPR | 2020 | paper",
    "Are the Seas Rising? | CVPR | 2020 | paper",
  ]);
});
