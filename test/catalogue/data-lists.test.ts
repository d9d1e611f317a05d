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

test("abbreviations of BibTeX that are made of each other stand for a few million characters in all", () => {
  const doubled = Array.from({ length: 10 }, (_, n) => `@string{a${n + 1} = a${n} # a${n}}`);
  const entries = Array.from(
    { length: 4000 },
    (_, n) => `@misc{c${n}, title = {Quiet Rivers of Number ${n}}, author = a10, year = 2020}`,
  );
  const { papers } = read("a.bib", ['@string{a0 = "a "}', ...doubled, ...entries].join("\n"));
  expect(papers).toHaveLength(entries.length);
  expect(papers[0]?.authors).toHaveLength(2000);
  const characters = papers.reduce((sum, { authors }) => sum + (authors?.length ?? 0), 0);
  expect(characters).toBeLessThan(5_000_000);
});

describe("a slip costs its own entry and is a problem with its line; the other entries are read", () => {
  const titles = (path: string, text: string) => {
    const { papers, problems } = read(path, text);
    return { titles: papers.map(({ title }) => title), lines: problems.map(({ line }) => line) };
  };
  const item = (title: string, indent = "") =>
    `${indent}- title: ${title}\n${indent}  authors: [Ann Bee, Cy Dee]\n${indent}  url: https://example.org/${title.length}.pdf\n`;

  test.each([
    ["a line that is indented too little", "- title: Fog\n   venue: ICML\n authors: Ann Bee\n"],
    ["a line at the margin", "- title: Fog\nvenue: ICML\n"],
    ["a quote that is not closed", '- title: "Fog\n  venue: ICML\n'],
    ["a colon in a title", "- title: Fog: A Study: of Fog\n  venue: ICML\n"],
    ["a tab", "- title: Fog\n\tvenue: ICML\n"],
  ])("YAML with %s", (_, broken) => {
    const text = `${item("Slow Waves")}${broken}${item("Fast Waves")}${item("Still Water")}`;
    expect(titles("list.yaml", text)).toEqual({
      titles: ["Slow Waves", "Fast Waves", "Still Water"],
      lines: [4],
    });
  });

  test("YAML in topics keeps their venue and year, and lists within items their entries", () => {
    const topics = `ICLR 2021:\n${item("Slow Waves", "  ")}  - title: Fog: A: B\nICML 2022:\n${item("Fast Waves", "  ")}`;
    const { papers, problems } = read("list.yaml", topics);
    expect(papers.map(({ title, venue, year }) => [title, venue, year])).toEqual([
      ["Slow Waves", "ICLR", 2021],
      ["Fast Waves", "ICML", 2022],
    ]);
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [5, expect.stringMatching(/^An entry is left out, as it is not valid YAML: .* on line 5\.$/)],
    ]);
    const nested = `- topic: Tides\n  papers:\n${item("Slow Waves", "    ")}    - title: Fog: A: B\n${item("Fast Waves", "    ")}`;
    expect(titles("list.yaml", nested)).toEqual({ titles: ["Slow Waves", "Fast Waves"], lines: [6] });
  });

  test("YAML of thousands of slips is not read to its end, which is said", () => {
    const { papers, problems } = read("list.yaml", item("Slow Waves") + "- title: Fog: A: B\n".repeat(6000));
    expect(papers.map(({ title }) => title)).toEqual(["Slow Waves"]);
    expect(problems.at(-1)?.message).toMatch(/^The rest of this file is left out: too many/);
  });

  const json = (title: string) => `{"title": "${title}", "venue": "ICML", "year": 2020}`;
  test.each([
    ["a comma that is missing in an entry", '{"title": "Fog" "venue": "ICML"},', [3]],
    ["a quote that is not closed", '{"title": "Fog, "venue": "ICML"},', [3]],
    ["an entry that is not closed", '{"title": "Fog", "venue": "ICML",', [3]],
  ])("JSON with %s", (_, broken, lines) => {
    const text = `[\n${json("Slow Waves")},\n${broken}\n${json("Fast Waves")},\n${json("Still Water")}\n]`;
    const read = titles("list.json", text);
    expect(read.titles).toEqual(["Slow Waves", "Fast Waves", "Still Water"]);
    expect(read.lines).toHaveLength(lines.length);
  });

  test("JSON with a comma too many, or too few between entries, loses nothing", () => {
    const text = `{"ICLR 2021": [\n${json("Slow Waves")}\n${json("Fast Waves")},\n]}`;
    expect(titles("list.json", text)).toEqual({ titles: ["Slow Waves", "Fast Waves"], lines: [3] });
  });

  test("CSV with a quote that is not closed takes no other rows with it", () => {
    const text = `Title,Venue,Year\nSlow Waves,ICML,2020\n"Fog,ICML,2020\nFast Waves,ICML,2021\n"Still, Water",ICML,2022\n`;
    const { titles: found, lines } = titles("list.csv", text);
    expect(found).toEqual(expect.arrayContaining(["Slow Waves", "Fast Waves", "Still, Water"]));
    expect(lines).toEqual([3]);
  });

  test("BibTeX with a comma that is missing loses nothing, and an entry that is not closed is named", () => {
    const text =
      "@article{a,\n title = {Slow Waves}\n journal = {ICML},\n year = 2020}\n@article{b,\n title = {Fast Waves},\n journal = {ICML\n@article{c, title = {Still Water}, journal = {ICML}, year = 2022}\n";
    expect(titles("list.bib", text)).toEqual({
      titles: ["Slow Waves", "Fast Waves", "Still Water"],
      lines: [5],
    });
  });
});
