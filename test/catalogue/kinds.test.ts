import { describe, expect, test } from "vitest";
import { type ExpectedPaper, readQualityCases } from "../../bench/reading-quality/fixtures.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { createListReader } from "../../src/catalogue/parse-list.js";
import { venues } from "./reading.js";

/** Lists of every kind that is found in the wild, each with what a person reads in it: see `bench/reading-quality`. */
const cases = readQualityCases();

describe.each([...new Set(cases.map(({ kind }) => kind))])("%s are read with", (kind) => {
  test.each(cases.filter((each) => each.kind === kind))("$name", ({ path, text, papers }) => {
    const read = createListReader(venues).read([{ path, markdown: text }]).papers;
    expect(read.map((paper, index) => shown(paper, papers[index]))).toEqual(papers);
  });
});

function shown({ title, venue, year, authors }: Paper, expected: ExpectedPaper | undefined): ExpectedPaper {
  return {
    title,
    venue,
    year,
    authors: expected?.authors === undefined ? undefined : (authors ?? undefined),
  };
}
