import { describe, expect, test } from "vitest";
import { read, titles } from "./reading.js";

describe("a title ends before", () => {
  test("authors after a full stop, surname first, and an arXiv number", () => {
    const list = `## Rivers
1. Reading the water in a slow river. Brook et al. arXiv:1503.02531
2. Learning from Muddy Banks. Li, Yun et al. ICCV 2017
3. On the Depth of Rivers. Cho, Jang Hyun & Hari, Bharath. arXiv:1910.01348. ICCV 2019
4. Subtle Rivers. Müller, Rafael et al. arXiv:2002.03936
5. Likeness of Rivers. Tung, Frederick, and Mori Greg. iccv 2019
6. Upstream Sameness without a Space. Wu, Zhichao et al.arXiv:2012.08922
7. Ponds, Lakes and Seas. NeurIPS 2020
`;
    expect(read(list)).toEqual([
      "Reading the water in a slow river | arXiv | 2015 | -",
      "Learning from Muddy Banks | ICCV | 2017 | -",
      "On the Depth of Rivers | ICCV | 2019 | -",
      "Subtle Rivers | arXiv | 2020 | -",
      "Likeness of Rivers | ICCV | 2019 | -",
      "Upstream Sameness without a Space | arXiv | 2020 | -",
      "Ponds, Lakes and Seas | NeurIPS | 2020 | -",
    ]);
  });

  test("an affiliation after @ in parentheses or after a bar", () => {
    const list = `## Serving
- Serving Soup to Many(@Some University etc) [[pdf](https://arxiv.org/abs/2001.00001)]
- [Soups](https://arxiv.org/abs/2001.00002): Stirring Kettles in Parallel | Big Kitchen
- [Warm Spoons for Cold Soups](https://arxiv.org/abs/2001.00003) | OSDI' 24
- [Kettle](https://arxiv.org/abs/2001.00004): Boiling at Any Scale ICML' 2022.
`;
    expect(read(list)).toEqual([
      "Serving Soup to Many | - | - | paper",
      "Soups: Stirring Kettles in Parallel | - | - | arxiv",
      "Warm Spoons for Cold Soups | OSDI | 2024 | arxiv",
      "Kettle: Boiling at Any Scale | ICML | 2022 | arxiv",
    ]);
  });

  test("names in italics", () => {
    const list = `## Acting
- [2023/07] Talking to Puppets in Real Time *Cora Lynn et al. IEEE(RAL)* [[paper](https://arxiv.org/abs/2207.00001)]
- [2020/04] Stages Ground Language *Jo Bisk et al. EMNLP* [[paper](https://arxiv.org/abs/2004.00001)]
`;
    expect(read(list)).toEqual([
      "Talking to Puppets in Real Time | RA-L | 2023 | paper",
      "Stages Ground Language | EMNLP | 2020 | paper",
    ]);
  });
});

test("a linked name before a colon is joined with the rest of the title, inside or after the link", () => {
  const list = `## Kites
- [Kite:](https://arxiv.org/abs/2001.00001) Resilient Strings for Strong Winds | SOSP 23
- [Glider](https://arxiv.org/abs/2001.00002) : steady, quiet, and private flight
- [Both Names Once](https://arxiv.org/abs/2001.00003)
`;
  expect(titles(list)).toEqual([
    "Kite: Resilient Strings for Strong Winds",
    "Glider: steady, quiet, and private flight",
    "Both Names Once",
  ]);
  expect(titles("- `ABC`: ABC: Letters in Order [[paper](https://arxiv.org/abs/2001.00001)]\n")).toEqual([
    "ABC: Letters in Order",
  ]);
});

test("an unknown venue, a venue with a link in it and `Paper:` may precede a title", () => {
  const list = `## Gardens
- (FooConf 2019) **Hedges: A Field Guide**, Jo Doe et al. [[Paper](https://arxiv.org/abs/1901.00001)]
- (CVPR 2021 [Some Workshop](https://example.org/w)) **High Hedges and Low Walls**, Max Roe [[Paper](https://arxiv.org/abs/2101.00001)]
- **[2025.02.07]**
    - Paper: [Deep Moss](https://arxiv.org/abs/2502.00001)
    - Paper: [Moss on Stone: How Slow Is Slow](https://arxiv.org/abs/2502.00002) ICLR 2025
`;
  expect(read(list)).toEqual([
    "Hedges: A Field Guide | FooConf | 2019 | paper",
    "High Hedges and Low Walls | CVPRW | 2021 | other paper",
    "Deep Moss | - | - | arxiv",
    "Moss on Stone: How Slow Is Slow | ICLR | 2025 | arxiv",
  ]);
});

test("bullets with fields below a title are read, with emoji before their names", () => {
  const list = `## Papers
- [Maps of Small Islands](https://arxiv.org/abs/2603.00001)
    - Ada Isle, Ben Cay
    - 📅 Date: March 26, 2026
    - 📑 Publisher: CVPR 2026
    - 📖 TLDR: Islands are small.
- [Search for Wide Seas](https://arxiv.org/abs/1902.00001) | [ICLR 2019]
  + [someone/wide-seas](https://github.com/someone/wide-seas) | [Pytorch]
- Other lists:
  - [someone/awesome-model-seas](https://github.com/someone/awesome-model-seas)
`;
  expect(read(list)).toEqual([
    "Maps of Small Islands | CVPR | 2026 | arxiv",
    "Search for Wide Seas | ICLR | 2019 | arxiv code",
  ]);
});

test("a paragraph of a linked title and a venue is a paper", () => {
  const list = `# Birds
## Feathers

[FeatherNet: A Universal Encoder for Wings](https://arxiv.org/abs/1908.00001), AAAI 2020

**Counting Visual Feathers**: [Feathers Can See Out of the Box](https://arxiv.org/abs/2002.00002), arXiv 2020/02

> **Slow Wings: 0.1% Air Makes Flight Slim**
> [Ann Wing](https://github.com/annwing), [Bo Tail](https://bo.example.org)
> [Nest Lab](https://nest.example.org), University of Trees
> Paper: [[Arxiv]](https://arxiv.org/abs/2312.00003)
`;
  expect(read(list).map((line) => line.split(" | ").slice(0, 3).join(" | "))).toEqual([
    "FeatherNet: A Universal Encoder for Wings | AAAI | 2020",
    "Feathers Can See Out of the Box | arXiv | 2020",
    "Slow Wings: 0.1% Air Makes Flight Slim | - | -",
  ]);
});

test("a line of authors with its own link is not an entry", () => {
  const list = `## Trees
* [Structured Twigs for Birds](https://example.org/twigs/).
Tao Fan, Lou Hu, Ray Baum. [[Paper]](https://example.org/twigs/)
`;
  expect(titles(list)).toEqual(["Structured Twigs for Birds"]);
});

describe("headings and labels", () => {
  test("a heading of years since, until or before gives no year", () => {
    const list = `## Old and New
### Before 2022
- [[Arxiv](https://arxiv.org/abs/2112.00001)] Fast Old Snails
### 2012-2016
- Older Snails Yet, ICML [[paper](https://arxiv.org/abs/1501.00001)]
`;
    expect(read(list)).toEqual([
      "Fast Old Snails | arXiv | - | arxiv",
      "Older Snails Yet | ICML | - | paper",
    ]);
  });

  test("labels name workshops, badges give dates, and rejected versions do not count", () => {
    const list = `## Papers
- **Custom Hats for Small Heads** [[CVPR 2023 Hat Workshop](https://arxiv.org/abs/2305.00001)]
- [[CVPR23W - **Brim**](https://arxiv.org/abs/2304.00001)]: "Wide Brims for Hats"
- Hats in the Wind [[Paper]](https://arxiv.org/abs/2502.00001) ![](https://img.shields.io/badge/pdf-2025.02-red)
- 2019.7-[Hats from Scratch](https://arxiv.org/abs/1907.00001) [[ICLR'20 rejected version](https://openreview.net/forum?id=a)]
`;
    expect(read(list).map((line) => line.split(" | ").slice(0, 3).join(" | "))).toEqual([
      "Custom Hats for Small Heads | CVPRW | 2023",
      "Wide Brims for Hats | CVPRW | 2023",
      "Hats in the Wind | - | 2025",
      "Hats from Scratch | - | 2019",
    ]);
  });
});

test("tables may have titles of two words, rows broken within a link, and targets with spaces", () => {
  const list = `### 2020
| Title | Venue | Code |
|:--|:--:|:--:|
| Adversarial Ducks | ICLR | - |
| [Ducks of Deep
Ponds in Winter](https://arxiv.org/abs/1902.00001) | ICML | - |
| [Ducks in Files](./20 Ducks in Files.pdf) | nan | - |
| Ducks Without a Link to Them | ICLR | - |
`;
  expect(read(list)).toEqual([
    "Adversarial Ducks | ICLR | 2020 | -",
    "Ducks of Deep Ponds in Winter | ICML | 2020 | arxiv",
    "Ducks in Files | - | 2020 | -",
    "Ducks Without a Link to Them | ICLR | 2020 | -",
  ]);
});

test("of a link within a link the inner one counts", () => {
  const list =
    "- (arXiv 2021) **Boxes: A Survey** [[v1](https://arxiv.org/abs/2101.01169v1)](2021.01.04) [[v2](https://arxiv.org/abs/2101.01169)](2021.02.22)\n";
  expect(read(list)).toEqual(["Boxes: A Survey | arXiv | 2021 | arxiv arxiv"]);
});

test("tools, news and model names among papers are not papers", () => {
  const list = `## Surveys and Tools
- [[Survey](https://arxiv.org/abs/2103.00001)] Curling Stones: A Survey
- [[Github](https://github.com/a/voxels)] A library of voxels for stones
- [News] The translation of this list is available on [Blog](https://example.org/blog).
- [[CVPR2021](https://arxiv.org/abs/2103.00002)] Stones of the North

## Open Models
- [StoneLM-2B](https://huggingface.co/a)
- [StoneLM-7B](https://huggingface.co/b)
- [Stone](https://arxiv.org/abs/1910.00001)
- [StoneCoder-7B](https://huggingface.co/c)
`;
  expect(titles(list)).toEqual(["Curling Stones: A Survey", "Stones of the North"]);
});
