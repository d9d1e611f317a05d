import { describe, expect, test } from "vitest";
import { read } from "./reading.js";

describe("bullets are read with", () => {
  test("a title and labelled links, with venue and year in the headings", () => {
    const list =
      `# 2031\n\n## ICLR-2031\n- Frost-ViT: Cold Starts for Warm Weights [[paper](https://iclr.cc/virtual/1)] [[code](https://github.com/a/b)]
- On Falling Leaves [[arxiv](https://arxiv.org/abs/3101.00001)]\n`.replaceAll("2031", "2021");
    expect(read(list)).toEqual([
      "Frost-ViT: Cold Starts for Warm Weights | ICLR | 2021 | paper code",
      "On Falling Leaves | ICLR | 2021 | arxiv",
    ]);
  });

  test("a title in quotes, venue, year", () => {
    const list = `## Survey
- "A Survey of Small Numbers", arXiv, 2021. [[paper](https://arxiv.org/abs/2101.00001)]
- "Bits in the Rain: A Field Guide", Book Chapter: Low-Power Weather, 2020. [[paper](https://example.org/a.pdf)] [**\`PTQ\`**]
- “Curly and “Nested” Quotes in Networks”, ECCV, 2022. [[Paper](https://ecva.net/a.pdf)][[Code](https://github.com/a/b)]
- "Why Not Two Bits?", PR, 2019. [[paper](https://doi.org/10.1/2)]
- “Mismatched Marks Matter", ACM MM, 2023. [[paper](https://dl.acm.org/doi/1)]
- "Only a Year Known Here", 2023. [[paper](https://example.org/x.pdf)]
`;
    expect(read(list)).toEqual([
      "A Survey of Small Numbers | arXiv | 2021 | paper",
      "Bits in the Rain: A Field Guide | Book Chapter: Low-Power Weather | 2020 | paper",
      "Curly and “Nested” Quotes in Networks | ECCV | 2022 | paper code",
      "Why Not Two Bits? | PR | 2019 | paper",
      "Mismatched Marks Matter | ACM MM | 2023 | paper",
      "Only a Year Known Here | - | 2023 | paper",
    ]);
  });

  test("a title, and below it a bullet with byline and links that has no title of its own", () => {
    const list = `## Contrast
- WIND: Deep Kite Representation Learning.
  - A. Bee, C. Dee, and E. Eff. *Arxiv 2020*. [[pdf]](https://arxiv.org/pdf/2006.00001.pdf) [[code]](https://github.com/a/wind)
- RAIN: Kite Learning with Adaptive Sails.
  - N. Bee and E. Eff. *NIPS 2021*. [[pdf]](https://arxiv.org/pdf/2010.00002.pdf)
- Learning to Fly a Kite by Night
  - A. Bee and C. Dee. *KDD 2020*. [[pdf]](http://proceedings.mlr.press/v119/bee20a/bee20a.pdf)
- Kites for Sailors
  - SNOW: Towards Robust Kites [[pdf]](https://arxiv.org/pdf/2102.00003.pdf)
  - N. Bee, E. Eff, and C. Dee. *KDD 2022* [[pdf]](https://arxiv.org/pdf/2205.00004.pdf)
`;
    expect(read(list)).toEqual([
      "WIND: Deep Kite Representation Learning | arXiv | 2020 | paper code",
      "RAIN: Kite Learning with Adaptive Sails | NeurIPS | 2021 | paper",
      "Learning to Fly a Kite by Night | KDD | 2020 | paper",
      "SNOW: Towards Robust Kites | - | - | paper",
    ]);
  });

  test("a title, <br>, venue and year, on one line, two lines, or with a blank line in between", () => {
    const list = `## Papers
- Sparse Rivers Run Deep <br> NeurIPS 2021 [[Paper]](https://arxiv.org/abs/2101.00001) [[Code]](https://github.com/a/b)
- Dense Lakes Stand Still <br>
  CVPR 2022 Oral [[Paper]](https://arxiv.org/abs/2201.00001)
- Quantized Brooks Babble <br>

  ICML 2023 [[Paper]](https://arxiv.org/abs/2301.00001) [[Code]](https://github.com/a/c)
- Binary Puddles Dry Fast

ECCV 2020 [[Paper]](https://arxiv.org/abs/2001.00001)
`;
    expect(read(list)).toEqual([
      "Sparse Rivers Run Deep | NeurIPS | 2021 | paper code",
      "Dense Lakes Stand Still | CVPR | 2022 | paper",
      "Quantized Brooks Babble | ICML | 2023 | paper code",
      "Binary Puddles Dry Fast | ECCV | 2020 | paper",
    ]);
  });

  test("venue and year as the label of the first link, and star badges at the end", () => {
    const list = `- [ICLR 2022](https://openreview.net/forum?id=a1) Loud Weights in Quiet Rooms [[code](https://github.com/a/b)] ![stars](https://img.shields.io/github/stars/a/b)
- [[ICML'23](https://arxiv.org/abs/2301.00001)] Soft Rounding for Hard Choices
- [CVPRW 2021](https://arxiv.org/abs/2101.00002) Mixed Signals and Fixed Points ![GitHub stars](https://img.shields.io/github/stars/a/c.svg?logo=github)
`;
    expect(read(list)).toEqual([
      "Loud Weights in Quiet Rooms | ICLR | 2022 | openreview code",
      "Soft Rounding for Hard Choices | ICML | 2023 | arxiv",
      "Mixed Signals and Fixed Points | CVPRW | 2021 | arxiv",
    ]);
  });

  test("the venue as a link under a year, star counts and tags", () => {
    const list = `## Papers
### 2022
- [[ICLR](https://openreview.net/forum?id=x1)] [19:fire:] BiFrost: Two Values Are Enough. [**\`bnn\`**][[code](https://github.com/a/b)] [42⭐]
- [[NeurIPS](https://nips.cc/1)] What Trees Know About Rounding?. [__\`qnn\`__]
- [[arxiv](https://arxiv.org/pdf/2201.07703.pdf)] Half a Bit at a Time [__\`qnn\`__] [150:star:]
- [[IEEE Transactions on Geoscience and Remote Sensing](https://ieeexplore.ieee.org/document/1)] Step Activations Seen from Space [__\`qnn\`__]

### 2016
- [[CoRR](https://arxiv.org/abs/1601.06071)] Bitwise Gardens. [__\`bnn\`__]
`;
    expect(read(list)).toEqual([
      "BiFrost: Two Values Are Enough | ICLR | 2022 | openreview code",
      "What Trees Know About Rounding? | NeurIPS | 2022 | paper",
      "Half a Bit at a Time | arXiv | 2022 | arxiv",
      "Step Activations Seen from Space | TGRS | 2022 | paper",
      "Bitwise Gardens | arXiv | 2016 | arxiv",
    ]);
  });

  test("a bold name, a quoted title and an affiliation, nested under topics", () => {
    const list = `### Backbones
* Pure attention:
    * **OwlNet**: "Owls See Attention in the Dark", ICCV, 2019 (*Night Lab + Barn University*). [[Paper](https://arxiv.org/abs/1901.00001)][[PyTorch (owl)](https://github.com/owl/net)]
    * **?**: "Scaling Feathers to Great Depth", arXiv, 2020 (rejected by ICLR 2021) (*Aviary*). [[Paper](https://openreview.net/forum?id=f1)]
    * **GC**: "Global Canopy", ICCVW, 2019 (& TPAMI 2020) (*Forest*). [[Paper](https://arxiv.org/abs/2001.00003)]
* Mixed:
    * **A**: "Marrying Moss and Stone", NeurIPS, 2021 (*Cave*). [[Paper](https://arxiv.org/abs/2106.00004)][[PyTorch)](https://github.com/c/d)]
`;
    expect(read(list)).toEqual([
      "Owls See Attention in the Dark | ICCV | 2019 | paper code",
      "Scaling Feathers to Great Depth | arXiv | 2020 | paper",
      "Global Canopy | ICCVW | 2019 | paper",
      "Marrying Moss and Stone | NeurIPS | 2021 | paper code",
    ]);
  });

  test("a bold name that is also the name of a field, nested under topics", () => {
    const entry = (name: string, title: string, id: number) =>
      `    * **${name}**: "${title}", CVPR, 2022 (*Quay Institute*). [[Paper](https://arxiv.org/abs/2201.0000${id})]\n`;
    const list = `### Tides\n* General:\n${entry("Tern", "Sorting Shells by Sound", 1)}${entry("TAG", "TAG: Naming Gulls in Harbour Film", 2)}* Model:\n${entry("Model", "One Model of all Waves", 3)}${entry("Plover", "Ringing Birds at Night", 4)}`;
    expect(read(list)).toEqual([
      "Sorting Shells by Sound | CVPR | 2022 | paper",
      "TAG: Naming Gulls in Harbour Film | CVPR | 2022 | paper",
      "One Model of all Waves | CVPR | 2022 | paper",
      "Ringing Birds at Night | CVPR | 2022 | paper",
    ]);
  });

  test("how often it is cited and starred behind it", () => {
    const list = `- Sorting Shells by Sound:fire:129 [[paper](https://arxiv.org/abs/2201.00001)]
- Ringing Birds at Night:fire: 222:star:18 [[paper](https://arxiv.org/abs/2201.00002)]
- Counting Gulls by Ear ⭐ 1.2k [[paper](https://arxiv.org/abs/2201.00003)]
`;
    expect(read(list)).toEqual([
      "Sorting Shells by Sound | - | - | paper",
      "Ringing Birds at Night | - | - | paper",
      "Counting Gulls by Ear | - | - | paper",
    ]);
  });

  test("a bold title, authors, a year in parentheses", () => {
    const list = `- **Deep Compression of Shallow Thoughts**, Ann Other, Ben Else, (2015) [[pdf]](http://arxiv.org/pdf/1506.00001)
- **Learning both Halves of Everything**, Cy Third et al., (2016) [[pdf]](http://arxiv.org/pdf/1606.00001) :star:
- **[0]** Bird, Yolanda, Ian J. Stream, and Aaron Ville. "**Wide learning**." An MIT Press book. (2015). [[html]](http://example.org/book.html) :star::star::star:
`;
    expect(read(list).map((line) => line.split(" | ").slice(0, 3).join(" | "))).toEqual([
      "Deep Compression of Shallow Thoughts | - | 2015",
      "Learning both Halves of Everything | - | 2016",
      "Wide learning | An MIT Press book | 2015",
    ]);
  });

  test("a linked bold title, authors after a dash, and the venue at the end", () => {
    const list = `## Papers
- **[Little Weights, Long Shadows](https://arxiv.org/abs/2401.00001)** - Jane Doe, John Roe, CVPR 2024
- [Rounding Up the Usual Suspects](https://openreview.net/forum?id=q9) - Max Mustermann, Erika Muster, ICLR 2023
- [Post training 4-bit gardens for rapid planting(NIPS 2019)](https://arxiv.org/abs/1810.00001)
- Learning to Count by Halves, <ins>NeurIPS-ENLSP, 2023</ins> [[Paper](https://arxiv.org/abs/2308.00001)]
- Fast Brooks, Slow Rivers, Jane Doe et al, ICLR2016(oral)  [paper](https://arxiv.org/abs/1510.00001)  [code](https://github.com/a/b)
`;
    expect(read(list)).toEqual([
      "Little Weights, Long Shadows | CVPR | 2024 | arxiv",
      "Rounding Up the Usual Suspects | ICLR | 2023 | openreview",
      "Post training 4-bit gardens for rapid planting | NeurIPS | 2019 | arxiv",
      "Learning to Count by Halves | NeurIPS-ENLSP | 2023 | paper",
      "Fast Brooks, Slow Rivers | ICLR | 2016 | paper code",
    ]);
  });

  test("an acronym in bold brackets before the title, and the venue in bold parentheses after it", () => {
    const list = `### 2020
- **[OTTER]** Over The Top Transformers for Everyday Rounding (**ECCV**) [[paper](https://arxiv.org/abs/2005.00001)][[code](https://github.com/a/b)]
-  **[ELK]** Elk Transformer(**CVPR**) [[paper](https://arxiv.org/abs/2007.00001)]
- **[DEER]** Deformable Deer: End-to-End Grazing[[paper](https://arxiv.org/abs/2010.00001)]
`;
    expect(read(list)).toEqual([
      "Over The Top Transformers for Everyday Rounding | ECCV | 2020 | paper code",
      "Elk Transformer | CVPR | 2020 | paper",
      "Deformable Deer: End-to-End Grazing | - | 2020 | paper",
    ]);
  });
});
