import { describe, expect, test } from "vitest";
import { read } from "./reading.js";

describe("tables are read with", () => {
  test("a column of papers and one of years, though hardly a row has a link", () => {
    const row = (title: string, code = "--") => `| ${title} | Low-bit | ${code} | 2018 |`;
    const list = `## Paper list

| Paper | Tags | Code | Years |
| --- | :-: | :-: | :-: |
${row("Two-Step Weeding for Low-lying Gardens")}
${row("Weeding Gardens to the Last Leaf", "[Link](https://leaves.example.org/code.html)")}
${row("Parameterised Pruning of Young Apple Trees")}
${row("Fast and Frugal Gardens on Small Balconies")}
${row("From Hedges to Fields: Sowing by Hand")}

## Docs

| Doc | Description |
| --- | --- |
| Weeding.md | How weeds are pulled out of gardens |
`;
    expect(read(list)).toHaveLength(5);
    expect(read(list)[0]).toBe("Two-Step Weeding for Low-lying Gardens | - | 2018 | -");
  });

  test("dates, quoted titles, the venue as the label of a link, and empty rows", () => {
    const list = `### Calibration
| Date | Title | Paper | Code |
| --- | --- | --- | --- |
| 2021.11 | “PondViT: Still Waters for Vision” | [[ECCV‘22]](https://arxiv.org/abs/2111.00001) | [[code]](https://github.com/a/b) |
| 2023.05 | “Two-Scaled Ponds” | [[Arxiv]](https://arxiv.org/abs/2305.00001) | - |
| 2023.06 | “Edge Ponds” | [[NIPS 2021]](https://arxiv.org/abs/2306.00001) | - |
|  |  |  |  |
`;
    expect(read(list)).toEqual([
      "PondViT: Still Waters for Vision | ECCV | 2022 | arxiv code",
      "Two-Scaled Ponds | arXiv | 2023 | arxiv",
      "Edge Ponds | NeurIPS | 2021 | arxiv",
    ]);
  });

  test("the title as a link, columns of venue and type, and the year in the heading", () => {
    const list = `### 2023
| Title | Venue | Type | Code |
|:---|:-----:|:-------:|:----:|
| [Unmasking the Hidden Hedgehog: What's in a Ticket's Mask?](https://openreview.net/forum?id=a) | ICLR | \`W\` | [PyTorch(Author)](https://github.com/a/b)(Releasing) |
| ["Lossless" Hedgehogs: A Tangent Approach](https://openreview.net/forum?id=b) | NeurIPS | \`WF\` | - |
| [DepthHog : Depthwise Hedges](https://openreview.net/forum?id=c) | AAAI **(Oral)** | \`F\` | - |
`;
    expect(read(list)).toEqual([
      "Unmasking the Hidden Hedgehog: What's in a Ticket's Mask? | ICLR | 2023 | openreview code",
      '"Lossless" Hedgehogs: A Tangent Approach | NeurIPS | 2023 | openreview',
      "DepthHog : Depthwise Hedges | AAAI | 2023 | openreview",
    ]);
  });

  test("venue, <br />, title and authors in one cell, and another paper's link in the summary", () => {
    const list = `| Title & Author & Link | Summary |
| --- | --- |
| ICLR22 <br>[GardenQ: Accurate Weeding for Generative Plants](https://arxiv.org/abs/2210.00001) <br> Elias Green, Saleh Fern <br> [Github](https://github.com/a/b) | The first to weed plants; follows [another paper](https://arxiv.org/abs/1901.00009). <br />#PTQ #3-bit |
| AAAI24 Oral <br /> [OWL: Outlier-Aware Weeding](https://arxiv.org/abs/2306.00002) <br /> Chang Lee, Jung Jin <br /> | Aims at a low footprint. |
| Arxiv2025 <br/> [First-Order Leaves   Matter](http://arxiv.org/abs/2507.00003v1) <br/> Xing Zheng, Hao Qin, et al. | Introduces leaves. |
| MLSys24_BestPaper <br> [ACT: Activation-aware Care of Tomatoes](https://arxiv.org/abs/2306.00978) <br>Ji Lim, **Song Hun** <br> [Github](https://github.com/c/d) | Care. |
`;
    expect(read(list)).toEqual([
      "GardenQ: Accurate Weeding for Generative Plants | ICLR | 2022 | arxiv code",
      "OWL: Outlier-Aware Weeding | AAAI | 2024 | arxiv",
      "First-Order Leaves Matter | arXiv | 2025 | arxiv",
      "ACT: Activation-aware Care of Tomatoes | MLSys | 2024 | arxiv code",
    ]);
  });

  test("star and venue badges before the title, and pictures and comments next to it", () => {
    const list = `| Title & Authors | Introduction | Links |
|:--|  :----: | :---:|
|[![Star](https://img.shields.io/github/stars/a/b.svg?style=social&label=Star)](https://github.com/a/b)[![Publish](https://img.shields.io/badge/Conference-ICML'24-blue)]()<br>[Prune-Zero: Evolving Secateurs](https://arxiv.org/abs/2406.02924) <br> Pei Dong, Lu Li |<img width="1002" alt="image" src="https://x.org/f.png"> |[Github](https://github.com/a/b) <br> [Paper](https://arxiv.org/abs/2406.02924)|[//]: #06/11
|[SpinLeaf -- Leaves with learned rotations](https://arxiv.org/abs/2405.16406) <br> Zed Liu, Chang Zhao |<img width="1002" src="f.png"> |[Paper](https://arxiv.org/abs/2405.16406)| [//]: #05/29
`;
    expect(read(list)).toEqual([
      "Prune-Zero: Evolving Secateurs | ICML | 2024 | code arxiv paper",
      "SpinLeaf -- Leaves with learned rotations | - | - | arxiv paper",
    ]);
  });

  test("a whole date, unknown venues, and a column of names next to the title", () => {
    const list = `|  Title  |   Venue  |   Date   |   Code   |   Demo   |
|:--------|:--------:|:--------:|:--------:|:--------:|
| ![Star](https://img.shields.io/github/stars/a/b.svg?style=social&label=Star) <br> [**Sparrow: Data-Efficient Birdsong**](https://arxiv.org/pdf/2411.19951) <br> | arXiv | 2025-03-17 | [Github](https://github.com/a/b) | - |
| [**QVQ: To Hear the World**](https://birds.github.io/blog/qvq/) <br> | Qwen | 2024-12-25 | [Github](https://github.com/a/c) | [Demo](https://birds.github.io/demo) |
`;
    expect(read(list)).toEqual([
      "Sparrow: Data-Efficient Birdsong | arXiv | 2025 | arxiv code",
      "QVQ: To Hear the World | Qwen | 2024 | project code project",
    ]);
    const methods = `| Method | Title | conference | code |
| :--: | :--: | :--: | :--: |
| LSX | [Learned Step Exchange](https://arxiv.org/abs/1902.08153) | ICLR 2020 | [Unofficial, Pytorch](https://github.com/a/b) |
| ACQ | [Analytical Clipping for Quick Deployment](https://arxiv.org/abs/1810.05723) | NIPS 2019 | [Official, Pytorch\\)](https://github.com/c/d) |
`;
    expect(read(methods)).toEqual([
      "Learned Step Exchange | ICLR | 2020 | arxiv code",
      "Analytical Clipping for Quick Deployment | NeurIPS | 2019 | arxiv code",
    ]);
  });

  test("an acronym in brackets before the title, and columns of links after a plain title", () => {
    const list = `| Year | Venue | Paper | PDF | Code |
|---|---|---|---|---|
| 2022 | CVPR | [FOX] Finding Optimal X in Sparse Forests | [pdf](https://arxiv.org/abs/2201.00001) | [code](https://github.com/a/b) |
| 2021 | ICCV | (HEN) Hierarchical Eggs for Nested Learning | [pdf](https://arxiv.org/abs/2101.00001) |  |
`;
    expect(read(list)).toEqual([
      "Finding Optimal X in Sparse Forests | CVPR | 2022 | paper code",
      "Hierarchical Eggs for Nested Learning | ICCV | 2021 | paper",
    ]);
  });

  test("two rows on one line, and a row broken in two", () => {
    const list = `| Title | Venue | Link |
|---|---|---|
| Left Glued Row of Clay | CVPR 2020 | [paper](https://arxiv.org/abs/2001.00001) || Right Glued Row of Clay | ICCV 2019 | [paper](https://arxiv.org/abs/1901.00001) |
| A Row Broken by Hasty Hands
| CVPR 2021 | [paper](https://arxiv.org/abs/2101.00001) |
`;
    expect(read(list)).toEqual([
      "Left Glued Row of Clay | CVPR | 2020 | paper",
      "Right Glued Row of Clay | ICCV | 2019 | paper",
      "A Row Broken by Hasty Hands | CVPR | 2021 | paper",
    ]);
  });

  test("a column of methods, and one that says the same in row after row", () => {
    const rows = ["Gull-Net", "TernCount", "Plover", "Dunlin", "SandPiper-2"].map(
      (name, index) =>
        `| ${name} | ${index % 2 === 0 ? "with" : "without"} fine tuning | [Paper](https://arxiv.org/abs/2201.0000${index}) |`,
    );
    const table = (head: string) =>
      `## Methods\n| ${head} | Action | Paper |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
    expect(read(table("Model")).map((paper) => paper.split(" | ")[0])).toEqual([
      "Gull-Net",
      "TernCount",
      "Plover",
      "Dunlin",
      "SandPiper-2",
    ]);
    expect(read(table("Kind")).filter((paper) => paper.includes("fine tuning"))).toEqual([]);
  });

  test("a name or a paper, never a place or a line of pasted BibTeX", () => {
    const list = `## Sets
| Year | Set | Publication | Size | Location | Class |
| --- | --- | --- | --- | --- | --- |
| 2025 | [SeaMaps](https://github.com/a/seamaps) | [Tides 2025](https://arxiv.org/abs/2501.00001) | 512 | Old Harbour Town, Northern Coast | 7 |
| 2024 | [Buoys](https://github.com/a/buoys) | [Tides 2024](https://arxiv.org/abs/2401.00001) | 256 | Several Villages of the Southern Coast | 2 |
| 2023 | [Reefs](https://github.com/a/reefs) | [Tides 2023](https://arxiv.org/abs/2301.00001) | 128 | Eastern Lakes, Inner Bays and Fjords | 2 |

## Tides
| Title | Conference | Year |
| --- | --- | --- |
| @inproceedings{bee2020slow, | | |
| title={Slow Waves of the Northern Sea}, | | |
| author={Bee, Ann and Dee, Cy}, | | |
| booktitle={Proceedings of the Conference on Tides} | | |
| } | | |
| [Slow Boats of the Southern Sea](https://arxiv.org/abs/2101.00001) | ICML | 2021 |
`;
    expect(read(list).filter((paper) => /Coast|Lakes|\{/.test(paper))).toEqual([]);
    expect(read(list)).toContain("Slow Boats of the Southern Sea | ICML | 2021 | arxiv");
  });

  test("HTML markup", () => {
    const list = `<table>
  <tr><th>Title</th><th>Venue</th><th>Links</th></tr>
  <tr>
    <td>Handmade Tables Considered Lovely</td>
    <td>CHI 2020</td>
    <td><a href="https://arxiv.org/abs/2001.00001">Paper</a> <a href="https://github.com/a/b">Code</a></td>
  </tr>

  <tr><td><a href="https://arxiv.org/abs/2001.00002"><b>Rows After a Blank Line</b></a></td><td>UIST 2021</td><td></td></tr>
</table>

- After the Table: A Bullet [[paper](https://arxiv.org/abs/2001.00003)]
`;
    expect(read(list)).toEqual([
      "Handmade Tables Considered Lovely | CHI | 2020 | paper code",
      "Rows After a Blank Line | UIST | 2021 | arxiv",
      "After the Table: A Bullet | - | - | paper",
    ]);
  });
});
