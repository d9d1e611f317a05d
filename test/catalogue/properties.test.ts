import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lintList } from "../../src/catalogue/lint-list.js";
import { createListReader, parseList } from "../../src/catalogue/parse-list.js";
import { venues } from "./reading.js";

/** Milliseconds; a few seconds of work, on a machine that may be busy with other tests. */
const timeout = 120_000;

/** Pieces of lists, to be put together at random. */
const pieces = fc.constantFrom(
  ...'[ ] ( ) ![ ]( ]] [[ | || \n \n\n - * + # ## --- === > ` ``` ~~~ ** _ $ \\ " “ ” \' : , . ? <br> <br/> <table> </table> <tr> <td> <a href="x"> </a> <!-- --> <details> <summary> <<<<<<< >>>>>>> \t \r \u0000 \uFEFF \uE000 \uE001 \uE100 & &amp; 🔥 :star:'.split(
    " ",
  ),
  " ",
  "https://arxiv.org/abs/2101.00001",
  "https://github.com/a/b",
  "paper",
  "code",
  "ICLR 2024",
  "A Title of Words",
  "et al.",
  "Jane Doe, John Roe",
  "| --- | --- |\n",
  "[x]: https://a.b/c",
);
const soup = fc
  .array(fc.oneof(pieces, fc.string({ maxLength: 8, unit: "binary" })), { maxLength: 120 })
  .map((parts) => parts.join(""));

test("any text gives papers or problems, and never throws", { timeout }, () => {
  fc.assert(
    fc.property(soup, (text) => {
      const { papers, problems } = parseList(text, venues);
      const lines = text.split(/\r\n|\n|\r/).length;
      expect(papers.length + problems.length).toBeGreaterThan(0);
      for (const paper of papers) {
        expect(paper.title).toBe(paper.title.replace(/\s+/g, " ").trim());
        expect(paper.title).not.toBe("");
        expect(paper.title).not.toMatch(/[\uE000-\uF8FF]/);
        expect(paper.line).toBeGreaterThanOrEqual(1);
        expect(paper.line).toBeLessThanOrEqual(lines);
        for (const link of paper.links) expect(link.url).toMatch(/^https?:\/\//);
        for (const link of paper.links) expect(link.label).not.toBe("");
      }
      expect(new Set(papers.map((paper) => paper.id)).size).toBe(papers.length);
    }),
    { numRuns: 400 },
  );
});

test("the linter accepts any text", { timeout }, () => {
  fc.assert(
    fc.property(soup, (text) => {
      for (const problem of lintList([{ path: "README.md", markdown: text }], venues))
        expect(problem.message).toMatch(/\.$/);
    }),
    { numRuns: 200 },
  );
});

test("a reader gives the same result whether or not it has read other revisions", { timeout }, () => {
  const list = readFileSync("data/awesome-transformer-quantization.md", "utf8").split("\n");
  const reader = createListReader(venues);
  fc.assert(
    fc.property(fc.array(fc.nat(list.length - 1), { maxLength: 12 }), soup, (removed, added) => {
      const revision = list.map((line, index) => (removed.includes(index) ? added : line)).join("\n");
      expect(reader.read([{ path: "README.md", markdown: revision }])).toEqual(parseList(revision, venues));
    }),
    { numRuns: 60 },
  );
});

test("each of many entries is read as it is alone, wherever the list is split", { timeout }, () => {
  const word = fc.constantFrom(
    "Sparse",
    "Deep",
    "River",
    "Stones",
    "Learning",
    "Bits",
    "Quiet",
    "Maps",
    "Moss",
    "Owls",
  );
  const title = fc.array(word, { minLength: 3, maxLength: 8 }).map((words) => words.join(" "));
  const line = fc.oneof(
    title.map((text) => `- ${text} [[paper](https://example.org/${text.replaceAll(" ", "-")})]`),
    title.map((text) => `- "${text}", ICML, 2020. [[paper](https://example.org/a)]`),
    title.map((text) => `* **[${text}](https://arxiv.org/abs/2001.00001)** - CVPR 2020`),
  );
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 60 }), (lines) => {
      const whole = parseList(lines.join("\n"), venues).papers.map((paper) => paper.title);
      const alone = lines.flatMap((each) => parseList(each, venues).papers.map((paper) => paper.title));
      expect(whole).toEqual([...new Set(alone)]);
    }),
    { numRuns: 60 },
  );
});
