import { describe, expect, test } from "vitest";
import { read } from "./reading.js";

describe("a paper on several lines is read as", () => {
  test("a bold title and bullets with bare URLs", () => {
    const list = `# CVPR 2024 Papers with Code
<a name="NAS"></a>
# Search

**AOWL: Adaptive Owl Width Search**

- Paper: https://arxiv.org/abs/2005.10481
- Code: https://github.com/a/b

**Densely Connected Nests for Flexible Birds**

- 论文：https://arxiv.org/abs/1906.09607

- 代码（即将开源）：https://github.com/c/d

**BANest: Bidirectional Nests**

论文：https://arxiv.org/abs/2003.14031

代码：https://github.com/e/f

PlainNest: A Title Without Bold

- Oral
- 论文下载链接：https://arxiv.org/abs/2004.01658
`;
    expect(read(list)).toEqual([
      "AOWL: Adaptive Owl Width Search | CVPR | 2024 | paper code",
      "Densely Connected Nests for Flexible Birds | CVPR | 2024 | paper code",
      "BANest: Bidirectional Nests | CVPR | 2024 | paper code",
      "PlainNest: A Title Without Bold | CVPR | 2024 | paper",
    ]);
  });

  test("a bold title, italic authors, venue and links, and a date, on lines that end with a backslash", () => {
    const list = `# Papers
**Progressive Deblurring of Distant Hills** \\
*Sang Lee, Hyung Chung, Jae Kim* \\
arxiv 2022. [[Paper](https://arxiv.org/abs/2207.11192)] [[Github](https://github.com/a/b)] \\
16 Jul 2022

**How Much is Enough? A Study of Hills** \\
*Giulio Franz<sup>1</sup>, Simone Ross<sup>1</sup>* \\
ICML 2022. [[Paper](https://arxiv.org/abs/2206.05173)] \\
10 Jun 2022
`;
    expect(read(list)).toEqual([
      "Progressive Deblurring of Distant Hills | arXiv | 2022 | paper code",
      "How Much is Enough? A Study of Hills | ICML | 2022 | paper",
    ]);
  });

  test("a title, and its address in angle brackets below it, after a label or without one", () => {
    const list = `# Papers

Slow Tides of the Northern Sea ,
PDF: <https://arxiv.org/abs/2207.11192>

Learning to Steer Small Boats
Project+Code: <https://boats.example.org/2020-steering/>

Harbours Seen from Above ,
PDF: https://arxiv.org/pdf/2206.05173.pdf

- **Waves for Everyone** <https://arxiv.org/abs/2206.05174>
`;
    expect(read(list)).toEqual([
      "Slow Tides of the Northern Sea | - | - | paper",
      "Learning to Steer Small Boats | - | - | project",
      "Harbours Seen from Above | - | - | paper",
      "Waves for Everyone | - | - | arxiv",
    ]);
  });

  test("a heading as the title, with links below it", () => {
    const list = `## Papers 2021
### Wide Nets for Narrow Fish
- Paper: [arXiv](https://arxiv.org/abs/2101.00001)
- Code: https://github.com/a/b
- Venue: ICCV 2021
`;
    expect(read(list)).toEqual(["Wide Nets for Narrow Fish | ICCV | 2021 | arxiv code"]);
  });

  test("a title with details in nested bullets", () => {
    const list = `- Whales Without Weights
  - Authors: Ann Other, Ben Else
  - Conference: NeurIPS 2020
  - Links: [paper](https://arxiv.org/abs/2001.00001), [code](https://github.com/a/b)
- [Krill Compression](https://arxiv.org/abs/2001.00002) (ICLR 2021)
  - We show that krill compress well, better than [plankton](https://arxiv.org/abs/1901.00001).
`;
    expect(read(list)).toEqual([
      "Whales Without Weights | NeurIPS | 2020 | paper code",
      "Krill Compression | ICLR | 2021 | arxiv",
    ]);
  });

  test("numbered entries, one per line in one paragraph", () => {
    const list = `[1] First of Many Pebbles. [[pdf]](https://arxiv.org/abs/2001.00001)
[2] Second of Many Pebbles. [[pdf]](https://arxiv.org/abs/2001.00002)

1. Third of Many Pebbles. *ICML 2019*. [[pdf]](https://arxiv.org/abs/1901.00003)
2. Fourth of Many Pebbles. *arXiv 2019*. [[pdf]](https://arxiv.org/abs/1901.00004)
`;
    expect(read(list)).toEqual([
      "First of Many Pebbles | - | - | paper",
      "Second of Many Pebbles | - | - | paper",
      "Third of Many Pebbles | ICML | 2019 | paper",
      "Fourth of Many Pebbles | arXiv | 2019 | paper",
    ]);
  });
});

describe("a title", () => {
  test("follows tags and links, a label without one among them", () => {
    const list = `# Tides
### CVPR 2024
:blue_square: \`SLOW\` &nbsp;-&nbsp; [paper](https://arxiv.org/abs/2401.00001) / [code](https://github.com/a/b) &nbsp;-&nbsp; Slow Waves Across Shores: A Method

:blue_square: \`SLOW\` :red_square: \`QUICK\` \`Mar\` - [paper](https://arxiv.org/abs/2401.00002) / code - Counting Anything That Swims

\`QUICK\` - [paper](https://arxiv.org/abs/2401.00003) / [project page](https://a.github.io/) - KiteNet: Kites for Everyone
`;
    expect(read(list)).toEqual([
      "Slow Waves Across Shores: A Method | CVPR | 2024 | paper code",
      "Counting Anything That Swims | CVPR | 2024 | paper",
      "KiteNet: Kites for Everyone | CVPR | 2024 | paper project",
    ]);
  });

  test("stands before its authors, and a link that only says link or here", () => {
    const list = `# Tides
1. **Learning to Draw Maps of Harbours.** *Ann Bee, Cy Dee, Eve Eff, Gus Hay.* AAAI 2020. [link](https://example.org/a)
2. **Slow Waves of the Sea**. *Ann Bee(MIT), Cy Dee, Eve Eff, Gus Hay.* KDD 2023. [here](https://example.org/b)
3. Slow Boats: A Reality Check [[paper](https://arxiv.org/abs/2401.00003)]
4. Panoptic waves. *CVPR 2020*, [Paper](https://arxiv.org/abs/2001.00004)
5. $\\colorbox{pink}{{\\color{dimgray}\\textsf{ Slow }}}$ Counting Everything That Swims [[paper](https://arxiv.org/abs/2401.00005)]
6. **Sea Maps;** Ann Bee et al
`;
    expect(read(list)).toEqual([
      "Learning to Draw Maps of Harbours | AAAI | 2020 | other",
      "Slow Waves of the Sea | KDD | 2023 | other",
      "Slow Boats: A Reality Check | - | - | paper",
      "Panoptic waves | CVPR | 2020 | paper",
      "Counting Everything That Swims | - | - | paper",
      "Sea Maps | - | - | -",
    ]);
  });
});

describe("headings", () => {
  test("give a venue, a year or a topic, however they are written", () => {
    const entry = (n: number) =>
      `- Entry Number ${n} of the Dress Test [[paper](https://arxiv.org/abs/2001.0000${n})]\n`;
    const list = `# 2023\n${entry(1)}## 🔥 NeurIPS-2023\n${entry(2)}## CVPR 2024 (Oral)\n${entry(3)}<h2 align="center"> ACL 2022 </h2>\n\n${entry(4)}
## <a name="iccv21"></a> ICCV 2021 [[back to top]](#top)\n${entry(5)}## Topics\n### Detection\n${entry(6)}### 2019\n${entry(7)}
<details>\n<summary><b>ECCV 2020</b></summary>\n\n${entry(8)}\n</details>\n`;
    expect(read(list).map((line) => line.split(" | ").slice(1, 3).join(" "))).toEqual([
      "- 2023",
      "NeurIPS 2023",
      "CVPR 2024",
      "ACL 2022",
      "ICCV 2021",
      "- 2023",
      "- 2019",
      "ECCV 2020",
    ]);
  });
});
