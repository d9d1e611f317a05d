import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseList } from "../../src/catalogue/parse-list.js";
import { venues } from "./reading.js";

const defaultList = readFileSync("data/awesome-transformer-quantization.md", "utf8");

test("the default list has 26 papers, 96 links of five kinds, 13 groups and no problems", () => {
  const { papers, problems } = parseList(defaultList, venues);
  const links = papers.flatMap((paper) => paper.links);
  const count = (kind: string) => links.filter((link) => link.kind === kind).length;
  expect(papers).toHaveLength(26);
  expect(problems).toEqual([]);
  expect(links).toHaveLength(96);
  expect(["paper", "arxiv", "paper with code", "code", "openreview"].map(count)).toEqual([26, 23, 22, 17, 8]);
  expect(new Set(papers.map(({ venue, year }) => `${venue} ${year}`)).size).toBe(13);
});
