import { expect, test } from "vitest";
import { lintList } from "../../src/catalogue/lint-list.js";
import { listTitle } from "../../src/catalogue/list-title.js";
import { createListReader } from "../../src/catalogue/parse-list.js";
import { venues } from "./reading.js";

/** What is in such lists is in `bench/reading-quality/22-restructured-text.txt`. */
const list = `
##############
Harbour Papers
##############

Tides
-----

* \`Slow Waves of the
  Northern Sea\`_, ICLR 2023
* \`Two Links, (A) and (B) <https://example.org/a(b>\`_, CVPR 2021, \`PDF [v2 <https://arxiv.org/abs/2103.00002>\`__

=============================  =========================================
Title                          Link
=============================  =========================================
Tables of the Shore, ICML 2020 \`pdf <https://arxiv.org/abs/2103.00003>\`_
                               \`pdf <https://arxiv.org/abs/2103.00004>\`_
=============================  =========================================

.. _slow waves of the northern sea: https://arxiv.org/abs/2311.00001
`;
const file = { path: "docs/README.rst", markdown: list };

test("papers of reStructuredText have the lines on which they begin, and whole addresses", () => {
  const { papers } = createListReader(venues).read([file]);
  expect(papers.map(({ line, title, links }) => [line, title, links.map(({ url }) => url)])).toEqual([
    [9, "Slow Waves of the Northern Sea", ["https://arxiv.org/abs/2311.00001"]],
    [11, "Two Links, (A) and (B)", ["https://example.org/a(b", "https://arxiv.org/abs/2103.00002"]],
    [16, "Tables of the Shore", ["https://arxiv.org/abs/2103.00003", "https://arxiv.org/abs/2103.00004"]],
  ]);
});

test("a list in reStructuredText has a title, and no mistakes of markdown", () => {
  expect(listTitle(list, "rst")).toBe("Harbour Papers");
  const broken = {
    ...file,
    markdown: `${list}\n* Slow Sand, ICML 2020. \`[pdf] <https://arxiv.org/abs/2001.00005>\`_ [a](b\n`,
  };
  expect(lintList([broken], venues)).toEqual([]);
});

test("a heading may be as short as its line, and what is no table is text", () => {
  const text = `Tea\n---\n\n* \`Leaves Drift Slowly Here <https://arxiv.org/abs/2311.00001>\`_\n\n=== ===\n\n* Foam on the Cup, CVPR 2021\n`;
  const { papers } = createListReader(venues).read([{ path: "list.rst", markdown: text }]);
  expect(papers.map(({ title }) => title)).toEqual(["Leaves Drift Slowly Here", "Foam on the Cup"]);
});
