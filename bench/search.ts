/**
 * How well and how fast Paperboy finds papers, beside what else one could use: the same titles, the same queries, one
 * process, one run. Prints markdown. Run from the project's folder, with `node --expose-gc` for the memory.
 * `npm run bench -- search WORD` measures the engines with that word in their name, and no costs;
 * `npm run bench -- search --titles 10000` only what a search over so many titles costs.
 */
import { parseArgs } from "node:util";
import { growCorpus, readCorpus } from "./search/corpus.js";
import { flexSearch } from "./search/engines/flexsearch.js";
import { fts5 } from "./search/engines/fts5.js";
import { fuse } from "./search/engines/fuse.js";
import { miniSearchAdvised, miniSearchDefault } from "./search/engines/minisearch.js";
import { orama } from "./search/engines/orama.js";
import { createMeasuredSearch, paperboy, paperboyWithDetails } from "./search/engines/paperboy.js";
import { generateQueries } from "./search/generate-queries.js";
import { type Measures, measure } from "./search/measure.js";
import { costTable } from "./search/measure-cost.js";
import { readHandwritten } from "./search/read-handwritten.js";
import { comparisonTable, kindsTable } from "./search/tables.js";

const { values, positionals } = parseArgs({
  options: { titles: { type: "string" } },
  allowPositionals: true,
});
const [word = ""] = positionals;
const engines = [
  paperboy,
  paperboyWithDetails,
  miniSearchDefault,
  miniSearchAdvised,
  flexSearch,
  orama,
  fts5,
  fuse,
].filter(({ name }) => name.includes(word));
const seeds = { corpus: 1, queries: 2024 } as const;
const perKind = 100;

/** Real titles, and invented ones in Chinese, Japanese and Korean. */
const real = ["titles.tsv", "titles-cjk.tsv"].flatMap((file) => readCorpus(`bench/search/${file}`));
/** The third was kept aside until the end; then three kinds of its misses were mended. The last two were asked once they were written. */
const written = [
  "handwritten.txt",
  "as-typed.txt",
  "as-typed-aside.txt",
  "as-typed-later.txt",
  "as-typed-last.txt",
].map((file) => ({
  file,
  queries: readHandwritten(`bench/search/${file}`, real),
}));
/** Titles of our own for kinds of queries that few real titles have, some with authors. */
const authorsOfInvented: Readonly<Record<string, string>> = {
  "Quiet Rudders": "Ann Marrowby",
  "Murmurations as Distributed Consensus": "Cy Quillfeather, Ann Bee",
  "Explanations of Drifting Ice": "Dee Okonwe",
};
const invented = readCorpus("bench/search/titles-invented.tsv").map((paper) => ({
  ...paper,
  authors: authorsOfInvented[paper.title] ?? null,
}));
const withInvented = [...real, ...invented];
const grown = growCorpus(real, 7_400, seeds.corpus);
const sets = [
  ...written.map(({ file, queries }) => ({
    heading: `${real.length} titles, queries written by hand: ${file}`,
    papers: real,
    queries,
  })),
  {
    heading: `${withInvented.length} titles, some of them invented, queries written by hand: as-typed-invented.txt`,
    papers: withInvented,
    queries: readHandwritten("bench/search/as-typed-invented.txt", withInvented),
  },
  {
    heading: `${real.length} titles, queries made from titles`,
    papers: real,
    queries: generateQueries(real, perKind / 2, seeds.queries),
  },
  {
    heading: `${grown.length.toLocaleString("en")} titles, real and made up, queries made from titles`,
    papers: grown,
    queries: generateQueries(grown, perKind, seeds.queries),
  },
];

for (const { heading, papers, queries } of values.titles === undefined ? sets : []) {
  const rows = new Map<string, Measures>();
  for (const engine of engines) rows.set(engine.name, await measure(engine, papers, queries));
  console.log(`\n## ${heading} (${queries.length})\n`);
  console.log(`${comparisonTable(rows)}\n`);
  console.log(kindsTable(rows));
}

if (word === "") {
  const texts = generateQueries(grown, 25, seeds.queries).map(({ text }) => text);
  const sizes = values.titles === undefined ? [100, 1_000, 10_000, 20_000, 100_000] : [Number(values.titles)];
  const catalogues = sizes.map((count) => growCorpus(real, count, seeds.corpus));
  console.log("\n## What Paperboy's search costs\n");
  console.log(costTable(createMeasuredSearch, catalogues, texts));
}
