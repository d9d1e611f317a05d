import { readFileSync } from "node:fs";
import { normaliseTitle } from "../src/catalogue/normalise-title.js";
import type { Paper } from "../src/catalogue/paper.js";
import { createListReader } from "../src/catalogue/parse-list.js";
import { parseVenues } from "../src/catalogue/parse-venues.js";
import { type QualityCase, readQualityCases } from "./reading-quality/fixtures.js";

/**
 * Measures how well lists are read, kind by kind, on lists of our own writing: precision and recall of papers, and the
 * shares of found papers whose title, venue and year are exactly right. `npm run bench -- reading-quality WORD` also
 * prints what is wrong in the kinds with that word in their name. Prints markdown.
 */
const venues = parseVenues(readFileSync("data/venues.yaml", "utf8"));
const word = process.argv[2];

interface Counts {
  right: number;
  read: number;
  expected: number;
  title: number;
  venue: number;
  year: number;
}

const none = (): Counts => ({ right: 0, read: 0, expected: 0, title: 0, venue: 0, year: 0 });
const total = none();
const kinds = new Map<string, Counts>();

for (const each of readQualityCases()) {
  const counts = kinds.get(each.kind) ?? none();
  kinds.set(each.kind, counts);
  const read = createListReader(venues).read([{ path: each.path, markdown: each.text }]).papers;
  for (const sum of [counts, total]) count(sum, each, read);
  if (word !== undefined && each.kind.includes(word)) report(each, read);
}

console.log("| kind | papers | precision | recall | title | venue | year |");
console.log("| --- | --- | --- | --- | --- | --- | --- |");
for (const [kind, counts] of [...kinds, ["all", total] as const]) {
  const { right, read, expected, title, venue, year } = counts;
  const shares = [
    [right, read],
    [right, expected],
    [title, right],
    [venue, right],
    [year, right],
  ] as const;
  const cells = shares.map(([part, whole]) => (whole === 0 ? 1 : part / whole).toFixed(3));
  console.log(`| ${[kind, expected, ...cells].join(" | ")} |`);
}

/** A paper is found if a paper has its title, apart from its case and punctuation, or begins or ends with it. */
function match(title: string, read: readonly Paper[]): Paper | undefined {
  const key = normaliseTitle(title);
  const keyOf = (paper: Paper) => normaliseTitle(paper.title);
  return (
    read.find((paper) => paper.title === title) ??
    read.find((paper) => keyOf(paper) === key) ??
    read.find((paper) => keyOf(paper).startsWith(key) || keyOf(paper).endsWith(key))
  );
}

function count(counts: Counts, { papers }: QualityCase, read: readonly Paper[]): void {
  counts.expected += papers.length;
  counts.read += read.length;
  const left = new Set(read);
  for (const { title, venue, year } of papers) {
    const found = match(title, [...left]);
    if (!found) continue;
    left.delete(found);
    counts.right++;
    if (found.title === title) counts.title++;
    if (found.venue === venue) counts.venue++;
    if (found.year === year) counts.year++;
  }
}

function report({ kind, name, papers }: QualityCase, read: readonly Paper[]): void {
  const wanted = papers.map(({ title, venue, year, authors }) =>
    [title, venue ?? "-", year ?? "-", ...(authors === undefined ? [] : [authors])].join(" | "),
  );
  const got = read.map((paper) => {
    const withAuthors = papers.find(({ title }) => title === paper.title)?.authors !== undefined;
    return [paper.title, paper.venue ?? "-", paper.year ?? "-", ...(withAuthors ? [paper.authors] : [])].join(
      " | ",
    );
  });
  const wrong = [
    ...wanted.filter((line) => !got.includes(line)).map((line) => `- ${line}`),
    ...got.filter((line) => !wanted.includes(line)).map((line) => `+ ${line}`),
  ];
  if (wrong.length > 0) console.log(`## ${kind}: ${name}\n${wrong.join("\n")}\n`);
}
