import { describe, expect, test } from "vitest";
import { createListReader } from "../../src/catalogue/parse-list.js";
import { venues } from "./reading.js";

function read(path: string, markdown: string) {
  return createListReader(venues).read([{ path, markdown }]);
}

test("accents and commands of LaTeX in BibTeX are read as a reader would type them, and mathematics stays", () => {
  const { papers } = read(
    "list.bib",
    String.raw`@article{a, title = {{\'E}tudes of {\ss} and $O(n)$ \emph{Waves} -- {GAN}s \& Tides}, author = "G{\"o}del, Kurt and {\O}rsted, H. C.", journal = {Nat. Commun.}, year = 2020}`,
  );
  expect(papers.map(({ title, authors, venue }) => [title, authors, venue])).toEqual([
    ["Études of ß and O(n) Waves – GANs & Tides", "Gödel, Kurt and Ørsted, H. C.", "Nature Communications"],
  ]);
});

test("a record has its own line, its links each once, and the topic, venue and year of the mappings around it", () => {
  const yaml = `ICLR 2021:
  - title: Slow Waves
    arxiv: 2101.00001
    url: https://arxiv.org/abs/2101.00001
    links: {code: "https://github.com/a/slow", image: "https://example.org/a.png"}
  - title: Fast Waves
    doi: 10.1000/fast
`;
  const { papers } = read("papers.yaml", yaml);
  expect(papers.map(({ title, venue, year, line, arxivId }) => [title, venue, year, line, arxivId])).toEqual([
    ["Slow Waves", "ICLR", 2021, 2, "2101.00001"],
    ["Fast Waves", "ICLR", 2021, 6, null],
  ]);
  expect(papers.flatMap(({ links }) => links.map(({ kind, url }) => `${kind} ${url}`))).toEqual([
    "arxiv https://arxiv.org/abs/2101.00001",
    "code https://github.com/a/slow",
    "paper https://doi.org/10.1000/fast",
  ]);
});

test("tools, people and settings are no papers", () => {
  expect(read("a.yaml", "- name: Ann Bee\n  url: https://example.org\n- title: Home\n").papers).toEqual([]);
  expect(read("package.json", '{"name": "list", "version": "1.0.0", "license": "MIT"}').papers).toEqual([]);
  expect(read("a.csv", "name,stars\nropeview,12\n").papers).toEqual([]);
});

describe("a file that is no list is one sentence, not an error, and costs little", () => {
  const size = 300_000;
  const bomb = Array.from(
    { length: 40 },
    (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`,
  );
  test.each([
    ["YAML nested too deep", "a.yaml", "[".repeat(size)],
    ["YAML with aliases of aliases", "a.yaml", `a0: &a0 [x]\n${bomb.join("\n")}`],
    ["YAML of many documents", "a.yaml", "---\n".repeat(size / 4)],
    ["YAML that is broken", "a.yaml", "- title: 'a\n"],
    ["JSON nested too deep", "a.json", "[".repeat(size)],
    ["JSON of one open string", "a.json", `{"title":"${'\\"'.repeat(size / 2)}`],
    ["JSON that is broken", "a.json", '{"title": }'],
    ["BibTeX with open braces", "a.bib", `@a{b,title={${"{".repeat(size)}`],
    ["BibTeX that never closes", "a.bib", "@a{".repeat(size / 3)],
    ["CSV with an open quote", "a.csv", `title,year\n"${'"'.repeat(size)}`],
    ["CSV of many columns", "a.csv", `${"title,".repeat(size / 12)}\n${"a,".repeat(size / 4)}`],
  ])("%s", (_name, path, text) => {
    const { papers, problems } = read(path, text);
    expect(papers).toEqual([]);
    expect(problems.map(({ message }) => message.endsWith("."))).toEqual([true]);
  });
});
