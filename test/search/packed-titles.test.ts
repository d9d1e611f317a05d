import { describe, expect, test } from "vitest";
import { indexTitle } from "../../src/search/indexed-title.js";
import { packTitles, unpackTitles } from "../../src/search/packed-titles.js";
import { createSearch } from "../../src/search/search.js";
import { defaultPapers, paper, titlesFor, vocabulary } from "./fixtures.js";

const others = [
  "SmoothSail: W4A8 Harbours for Non-Uniform Vision Transformers",
  "潮汐预测的神经网络：一种方法",
  "β-Tide: Être ou ne pas être, in 8-bit",
  "?!",
  "",
].map((title) => paper(title));
const papers = [...defaultPapers, ...others];
const indexed = papers.map(({ title }) => indexTitle(title, vocabulary));
const unpacked = unpackTitles(JSON.parse(JSON.stringify(packTitles(indexed))));

describe("titles that are packed", () => {
  test("are as they were", () => {
    expect(unpacked).toEqual(indexed);
  });

  test("are found as those that the search indexes itself", () => {
    const search = createSearch([], vocabulary);
    const titles = new Map(papers.map(({ title }, i) => [title, unpacked[i] ?? indexTitle("", vocabulary)]));
    search.update({ added: papers, removed: [], titles });
    const own = createSearch(papers, vocabulary);
    for (const text of ["ivit", "vision transformer", "4 bit", "smooth sail", "神经", "beta tide", "etre"])
      expect(titlesFor(search, text)).toEqual(titlesFor(own, text));
  });
});
