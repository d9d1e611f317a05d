import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseList } from "../../src/catalogue/parse-list.js";
import { shown, venues } from "./reading.js";

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
);
const title = fc.array(word, { minLength: 3, maxLength: 8 }).map((words) => words.join(" "));

function papersOf(markdown: string): readonly string[] {
  return parseList(markdown, venues).papers.map(shown);
}

/** An entry on a line, with nested bullets of up to 100 KB in all. */
const bullet = (indent: string) =>
  fc.tuple(title, fc.nat(99_999)).map(([text, id]) => {
    const number = String(id).padStart(5, "0");
    return `${indent}- ${text} ${id} [[paper](https://arxiv.org/abs/2001.${number})]`;
  });
const topic = fc
  .tuple(title, fc.array(bullet("  "), { minLength: 1, maxLength: 40 }), fc.constantFrom(1, 20))
  .map(([name, bullets, times]) => {
    const nested = Array.from({ length: times }, (_, time) =>
      bullets.map((each) => each.replace("- ", `- V${time} `)),
    );
    return [`- ${name}`, ...nested.flat()].join("\n");
  });
const table = fc.array(title, { minLength: 2, maxLength: 60 }).map((titles) => {
  const rows = titles.map(
    (text, index) => `| ${text} ${index} | ICML 2020 | [paper](https://a.b/${index}) |`,
  );
  return ["", "| Title | Venue | Links |", "| --- | --- | --- |", ...rows, ""].join("\n");
});
const html = fc.array(title, { minLength: 1, maxLength: 60 }).map((titles) => {
  const rows = titles.map(
    (text, index) =>
      `<tr>\n<td>${text} H${index}</td>\n\n<td><a href="https://a.b/h${index}">paper</a></td></tr>`,
  );
  return ["", "<table>", "<tr><th>Title</th><th>Links</th></tr>", ...rows, "</table>", ""].join("\n");
});
const section = fc
  .tuple(title, fc.oneof(topic, table, html, bullet("")))
  .map((parts) => `## ${parts[0]}\n\n${parts[1]}\n`);

test("an entry or a section on top changes no other entry, however long the list's items are", () => {
  fc.assert(
    fc.property(fc.array(section, { minLength: 1, maxLength: 8 }), section, (sections, first) => {
      const list = sections.join("\n");
      const own = new Set(papersOf(first));
      const before = papersOf(list).filter((paper) => !own.has(paper));
      const after = papersOf(`${first}\n${list}`).filter((paper) => !own.has(paper));
      expect(after).toEqual(before);
    }),
    { numRuns: 40 },
  );
});

test("a list is read as its sections are one by one", () => {
  fc.assert(
    fc.property(fc.array(section, { minLength: 1, maxLength: 8 }), (sections) => {
      const alone = sections.flatMap(papersOf);
      const titles = new Set(alone.map((paper) => paper.split(" | ")[0]));
      fc.pre(titles.size === alone.length);
      expect(papersOf(sections.join("\n"))).toEqual(alone);
    }),
    { numRuns: 40 },
  );
});

test("an entry on top of the default list changes nothing else in it", () => {
  const list = readFileSync("data/awesome-transformer-quantization.md", "utf8");
  const entry = "- One More Entry at the Top [[paper](https://arxiv.org/abs/2001.99999)]\n";
  const longer = list.replace(/^- (?!\[)/m, (start) => entry + start);
  expect(papersOf(longer).slice(1)).toEqual(papersOf(list));
});

test("every paper of a nested list of 37 KB is read, with its own title", () => {
  const nested = Array.from(
    { length: 400 },
    (_, index) =>
      `  - **Quiet Rivers of Number ${index}**\n    Jane Doe, John Roe. ICML 2020.\n    [[paper](https://arxiv.org/abs/2001.${10_000 + index})]`,
  );
  const papers = papersOf(`# List\n\n- Rivers\n${nested.join("\n")}\n- Stones\n`);
  expect(papers).toEqual(nested.map((_, index) => `Quiet Rivers of Number ${index} | ICML | 2020 | paper`));
});
