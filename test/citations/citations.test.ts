import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "@retorquere/bibtex-parser";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Details } from "../../src/catalogue/details.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { parseList } from "../../src/catalogue/parse-list.js";
import { createCiter } from "../../src/citations/create-citer.js";
import { type CitationFormat, citationFormats } from "../../src/citations/formats.js";
import { defaultList, readData } from "../../src/config/data.js";
import { readTextFile } from "../../src/config/read-text-file.js";

const { venues } = readData();
const citer = createCiter(venues);
afterAll(() => citer.close());

const details: Details = {
  source: "arXiv",
  title: "I-ViT",
  authors: ["Zhikai Li", "Laurens van der Maaten", "李志凯"],
  abstract: "We quantise.",
  year: 2022,
  doi: "10.1109/ICCV51070.2023.01565",
  journal: null,
  isWithdrawn: false,
};
const paper: Paper = {
  id: "0123456789",
  title: "I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference",
  venue: "ICCV",
  year: 2023,
  links: [
    { kind: "code", label: "code", url: "https://github.com/zkkli/i-vit" },
    { kind: "arxiv", label: "arxiv", url: "https://arxiv.org/abs/2207.01405" },
  ],
  arxivId: "2207.01405",
  authors: null,
  tags: [],
  line: 1,
  details,
};
const cite = (more: Partial<Paper> = {}, format: CitationFormat = "bibtex") =>
  citer.write([{ ...paper, ...more }], format);

describe("BibTeX", () => {
  test("of a conference has the venue's full title, its series, eprint, DOI and URL", async () => {
    expect(await cite()).toBe(`@inproceedings{li2023ivit,
  author        = {Li, Zhikai and van der Maaten, Laurens and {李志凯}},
  title         = {{I-ViT:} {Integer-only} {Quantization} for {Efficient} {Vision} {Transformer} {Inference}},
  series        = {ICCV 2023},
  booktitle     = {{International Conference on Computer Vision}},
  doi           = {10.1109/ICCV51070.2023.01565},
  year          = {2023},
  eprint        = {2207.01405},
  archiveprefix = {arXiv},
  url           = {https://arxiv.org/abs/2207.01405}
}`);
  });

  test.each([
    ["TPAMI", "article", "journal"],
    ["A Journal of Things", "article", "journal"],
    ["Some Unknown Venue", "inproceedings", "booktitle"],
    ["arXiv", "misc", "eprint"],
    ["under review", "misc", "eprint"],
    [null, "misc", "eprint"],
  ])("of a paper at %s is @%s with %s", async (venue, type, field) => {
    const entry = await cite({ venue });
    expect(entry).toMatch(new RegExp(`^@${type}\\{`));
    expect(entry).toContain(`  ${field.padEnd(13)} = {`);
  });

  test("of authors of whom the list names some ends with others", async () => {
    const { details: _, ...bare } = paper;
    expect(await citer.write([{ ...bare, authors: "Zhikai Li et al." }], "bibtex")).toContain(
      "{Li, Zhikai and others}",
    );
  });

  test("keys are readable, in ASCII, and unique", async () => {
    const papers = [
      paper,
      { ...paper, id: "b" },
      { ...paper, title: "Ünïcode Wörds", details: { ...details, authors: ["José Ñandú"] } },
      { ...paper, title: "论文", authors: null, details: { ...details, authors: ["李志凯"] } },
    ];
    const keys = [...(await citer.write(papers, "bibtex")).matchAll(/^@\w+\{(.*),$/gm)].map(([, key]) => key);
    expect(keys).toEqual(["li2023ivit", "li2023ivita", "nandu2023unicode", "paper01234567892023"]);
  });
});

test("BibLaTeX has dates, and preprints online", async () => {
  const entry = await cite({ venue: "arXiv" }, "biblatex");
  expect(entry).toMatch(/^@online\{/);
  expect(entry).toContain("date          = {2023}");
  expect(entry).toContain("eprinttype    = {arxiv}");
});

test("APA, plain text, RIS and CSL-JSON", async () => {
  expect(await cite({}, "apa")).toBe(
    "Li, Z., van der Maaten, L., & 李志凯. (2023). I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference. International Conference on Computer Vision, ICCV 2023. https://doi.org/10.1109/ICCV51070.2023.01565",
  );
  expect(await cite({}, "text")).toContain("Li Z, van der Maaten L");
  const ris = await cite({}, "ris");
  expect(ris).toMatch(/^TY {2}- CONF\r?\n/);
  expect(ris).toMatch(/^ER {2}-/m);
  expect(JSON.parse(await cite({}, "csl"))).toMatchObject([{ id: "li2023ivit", type: "paper-conference" }]);
});

const wild = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "50% of {x} & \\y_z ~ $1 #2 ^3",
    "<b>Bold</b>",
    "论文 and 中文",
    "a, b and C",
    "}}{{",
    "@article{x,",
    "\\",
    "O'Brien-Łukasz",
  ),
);
const wildPaper = fc.record({
  title: wild,
  authors: fc.array(wild, { maxLength: 5 }),
  venue: fc.option(wild),
});

test("whatever a list contains, every format has as many entries, and BibTeX is read back with its fields", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(wildPaper, { minLength: 1, maxLength: 4 }), async (all) => {
      const papers = all.map(({ title, authors, venue }, index) => ({
        ...paper,
        id: `id${index}`,
        title: title.trim() || "Untitled",
        venue,
        details: { ...details, authors: authors.filter((name) => /\p{L}/u.test(name)) },
      }));
      for (const dialect of ["bibtex", "biblatex"] as const) {
        const read = parse(await citer.write(papers, dialect));
        expect(read.errors).toEqual([]);
        expect(read.entries.map(({ fields }) => fields.eprint)).toEqual(papers.map(() => "2207.01405"));
        expect(read.entries.map(({ fields }) => fields.url)).toEqual(
          papers.map(() => "https://arxiv.org/abs/2207.01405"),
        );
      }
      expect((await citer.write(papers, "ris")).match(/^TY {2}- /gm)).toHaveLength(papers.length);
      expect(JSON.parse(await citer.write(papers, "csl"))).toHaveLength(papers.length);
    }),
    { numRuns: 60 },
  );
});

test("every format of a menu can be written without authors", async () => {
  const { details: _, ...bare } = paper;
  for (const format of Object.keys(citationFormats) as CitationFormat[])
    expect(await citer.write([bare], format)).toContain(format === "ris" ? "TI  - I-ViT" : "ViT");
});

/** Real BibTeX and Biber, from Debian's packages texlive-binaries and biber. */
const has = (program: string) => spawnSync(program, ["--version"]).status === 0;

describe("the default list, all of it", async () => {
  const { papers } = parseList(await readTextFile(defaultList), venues);
  const withAuthors = papers.map((one) => ({ ...one, details: { ...details, doi: null } }));

  test("is read back by a BibTeX library, every entry with its title", async () => {
    const read = parse(await citer.write(withAuthors, "bibtex"));
    expect(read.errors).toEqual([]);
    expect(read.entries).toHaveLength(papers.length);
    expect(new Set(read.entries.map(({ key }) => key)).size).toBe(papers.length);
  });

  test.skipIf(!has("bibtex"))(
    "passes bibtex without a warning (skipped where it is not installed)",
    async () => {
      const log = await inFolder(async (folder) => {
        writeFileSync(join(folder, "list.bib"), await citer.write(withAuthors, "bibtex"));
        writeFileSync(join(folder, "list.aux"), "\\citation{*}\n\\bibdata{list}\n\\bibstyle{minimal}\n");
        writeFileSync(join(folder, "minimal.bst"), minimalStyle);
        // Where TeX is not there with it, BibTeX does not look in its folder by itself.
        const env = { ...process.env, BIBINPUTS: ".", BSTINPUTS: "." };
        return spawnSync("bibtex", ["list"], { cwd: folder, env, encoding: "utf8" }).stdout;
      });
      expect(log).not.toMatch(/error|warning/i);
    },
  );

  test.skipIf(!has("biber"))(
    "passes biber without a warning (skipped where it is not installed)",
    async () => {
      const log = await inFolder(async (folder) => {
        writeFileSync(join(folder, "list.bib"), await citer.write(withAuthors, "biblatex"));
        const run = spawnSync("biber", ["--tool", "--validate-datamodel", "list.bib"], {
          cwd: folder,
          encoding: "utf8",
        });
        return run.stdout + run.stderr;
      });
      expect(log).toMatch(/INFO/);
      expect(log).not.toMatch(/ERROR|WARN/);
    },
  );
});

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-bib-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A style that demands what `plain` demands: authors or a key to sort by, and a title. `plain` itself is a package of its own. */
const minimalStyle = `ENTRY { author booktitle journal key title year } {} { label }
FUNCTION {check} { title empty$ { "empty title in " cite$ * warning$ } 'skip$ if$ }
FUNCTION {people} { author empty$ { key empty$ { "no author and no key in " cite$ * warning$ } 'skip$ if$ } { author #1 "{ff }{vv }{ll}{, jj}" format.name$ write$ newline$ } if$ check title "t" change.case$ write$ newline$ }
FUNCTION {article} { people journal empty$ { "empty journal in " cite$ * warning$ } 'skip$ if$ }
FUNCTION {inproceedings} { people booktitle empty$ { "empty booktitle in " cite$ * warning$ } 'skip$ if$ }
FUNCTION {misc} { people }
READ
ITERATE {call.type$}
`;
