import { expect, test } from "vitest";
import { problems, read, titles } from "./reading.js";

const paper = "- A Paper That Is One [[paper](https://arxiv.org/abs/2001.00001)]\n";

test("tables of contents, news, rules, tools, datasets, courses and prose are not papers", () => {
  const list = `# Awesome Things [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)

A list of [papers](https://arxiv.org/abs/1901.00001) and [code](https://github.com/a/b), see our survey [here](https://arxiv.org/abs/1901.00002).

**[Update: Nov, 2024]** Add new papers from ECCV-24. <br>

## Table of Contents
- [Papers](#papers)
  - [2020](#2020)
- [Tools](#tools)

**Keywords**: **\`PTQ\`**: post-training | **\`MP\`**: mixed precision

## Papers
${paper}
[[Back to Overview](#overview)]

## News
- [2024/05] Our paper "A Great Thing" was accepted to CVPR 2024 [[paper](https://arxiv.org/abs/2001.00009)]

## Tools
- [Distiller](https://github.com/x/distiller): a package for compression
- [MQB](http://mqb.tech/) a benchmark [[code](https://github.com/x/mqb)]

## Datasets
- [ImageNet](http://image-net.org)
- [COCO](https://cocodataset.org) [[paper](https://arxiv.org/abs/1405.00001)]

## Courses and Tutorials
- [CS 999: Deep Things](https://cs999.example.edu), University of Somewhere, 2020

## Related Repositories
* [Awesome Model Things (GitHub)](https://github.com/h/awesome-things)

## Contributing
- Use the format: Title [[paper](https://arxiv.org/abs/0000.00000)]

## Citation
\`\`\`
@misc{a2024, title={A Great Thing}}
\`\`\`
`;
  expect(titles(list)).toEqual(["A Paper That Is One"]);
  expect(problems(list)).toEqual([]);
});

test("legends and tables of other things are not papers", () => {
  const list = `### Type
| Type | \`F\` | \`W\` |
|:--|:--:|:--:|
| Explanation | Filter pruning | Weight pruning |

## Results
| Model | Params | Top-1 | Download |
|---|---|---|---|
| OwlNet-S | 5M | 71.2 | [link](https://drive.google.com/1) |
| OwlNet-L | 50M | 79.9 | [link](https://drive.google.com/2) |

${paper}`;
  expect(titles(list)).toEqual(["A Paper That Is One"]);
});

test("a section of datasets may contain entries that are certainly papers", () => {
  const list = `## Datasets and Benchmarks
- "MQBench Two: A Reproducible Field of Benchmarks", NeurIPS, 2021. [[paper](https://arxiv.org/abs/2101.00001)]
- [SomeSet](https://example.org/someset)
`;
  expect(read(list)).toEqual(["MQBench Two: A Reproducible Field of Benchmarks | NeurIPS | 2021 | paper"]);
});

test("conferences with their deadlines are not papers, however they are written", () => {
  const list = `# Papers
${paper}
| No. | Conference | Submission Deadline | Conference Dates | Web |
| --- | --- | --- | --- | --- |
| 1 | HILLCONF | May 11 2025 (full paper) in any place on Earth | November 30 to December 7 2025 in the hills | https://hills.example.org |
| 2 | LAKECONF | January 23 2026 (abstract) / January 28 2026 (full paper) | July 6 to July 12 2026 by the lake | https://lakes.example.org |
`;
  expect(titles(list)).toEqual(["A Paper That Is One"]);
});

test("what happened to papers, and a line of contents that leads to the repository, are not papers", () => {
  const list = `# Awesome Tides
__Our comprehensive survey of slow tides is now available. Please read it on [arXiv](https://arxiv.org/abs/2211.00009).__
## Overview
* [Reviews](https://github.com/ann/tides#reviews)
## Highlights
- 2025.12.08: The Paper of TideNet & WaveMaps was Online ([arXiv](https://arxiv.org/abs/2512.00001)).
- 2025.04.28: The Paper of SlowBoats was Accepted by CVPR 2025 ([arXiv](https://arxiv.org/abs/2409.00002)).
- 2024.05.20: We Released the Boats Dataset ([arXiv](https://arxiv.org/abs/2409.00003)).
## Papers
${paper}`;
  expect(titles(list)).toEqual(["A Paper That Is One"]);
  expect(problems(list)).toEqual([]);
});
