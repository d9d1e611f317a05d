import { expect, test } from "vitest";
import type { Details } from "../../src/catalogue/details.js";
import { readData } from "../../src/config/data.js";
import { matches } from "../../src/search/matches.js";
import { createSearch } from "../../src/search/search.js";
import { paper } from "./fixtures.js";

const details = (authors: readonly string[], abstract: string | null = null): { details: Details } => ({
  details: {
    source: "arXiv",
    title: "",
    authors,
    abstract,
    year: null,
    doi: null,
    journal: null,
    isWithdrawn: false,
  },
});

const ivit = {
  ...paper("I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference", { year: 2023 }),
  ...details(
    ["Zhikai Li", "Qingyi Gu"],
    "We propose Shiftmax, which replaces floating-point softmax by bit shifts.",
  ),
};
const repq = {
  ...paper("RepQ-ViT: Scale Reparameterization for Post-Training Quantization", { year: 2023 }),
  ...details(["Zhikai Li", "Junrui Xiao"]),
};
const listed = {
  ...paper("A Paper of the List About Pruning", { year: 2020 }),
  authors: "Élise García-Pérez and Zhang Wei",
};
const lithium = paper("Li: a Method Named as a Surname", { year: 2019 });
const papers = [ivit, repq, listed, lithium];
const { vocabulary } = readData();
const search = createSearch(papers, vocabulary);

function find(text: string, within = search) {
  const parsed = within.parse(text);
  if (parsed.kind !== "query") throw new Error(parsed.message);
  return within.find(parsed.query).hits.map(({ paper, why }) => [paper.title.split(/[:\s]/)[0], why]);
}
const names = (text: string) => find(text).map(([name]) => name);

test("an author's name beside words that are written otherwise in the title", () => {
  expect(names("quantise pruned vits xiao")[0]).toBe("RepQ-ViT");
  expect(names("perez pruned ilst")[0]).toBe("A");
});

test("a title that has the words beside an author comes before one that has them in other places", () => {
  const nets = { ...paper("Tides in Vision Transformers", { year: 2020 }), authors: "Ann Quill" };
  const fuse = {
    ...paper("Harbour Maps: Fusing Tides, Boats and ViT for Gulls", { year: 2024 }),
    authors: "Cy Quill",
  };
  const among = createSearch([nets, fuse, ...papers], vocabulary);
  expect(find("tides in vit quill", among).map(([name, why]) => [name, why !== null])).toEqual([
    ["Tides", true],
    ["Harbour", true],
  ]);
  expect(find("tides quill", among)[0]?.[0]).toBe("Tides");
});

test.each([
  ["author:li", ["I-ViT", "RepQ-ViT"]],
  ["author:LI", ["I-ViT", "RepQ-ViT"]],
  ['author:"zhikai li"', ["I-ViT", "RepQ-ViT"]],
  ['author:"z. li"', ["I-ViT", "RepQ-ViT"]],
  ['author:"zhikai gu"', []],
  ["author:gu,xiao", ["I-ViT", "RepQ-ViT"]],
  ["author:garcia", ["A"]],
  ["author:pérez", ["A"]],
  ["by:gu,xiao", ["I-ViT", "RepQ-ViT"]],
  ["author:li -author:gu", ["RepQ-ViT"]],
  ["vit author:xiao", ["RepQ-ViT"]],
])("%s", (text, expected) => {
  expect(names(text)).toEqual(expected);
});

test("a name among the words finds its papers, after the titles that have the word and before those with a word like it", () => {
  expect(find("li")).toEqual([
    ["Li", null],
    ["I-ViT", "by its authors"],
    ["RepQ-ViT", "by its authors"],
    ["A", null],
  ]);
  expect(find("gu vision transformer")).toEqual([["I-ViT", "by its authors"]]);
  // The title with more of its words among them is first.
  expect(names("zhikai li vit")).toEqual(["RepQ-ViT", "I-ViT"]);
});

test("words of an abstract are found where no title has them, in any inflection", () => {
  expect(find("shiftmax")).toEqual([["I-ViT", "in its abstract"]]);
  expect(find("bit shifting")).toEqual([["I-ViT", "in its abstract"]]);
});

test("title search is the same with and without details", () => {
  const bare = createSearch(
    papers.map((one) => ({ ...paper(one.title, { year: one.year ?? 0 }), authors: one.authors })),
    vocabulary,
  );
  for (const query of ["vit", "quantization", "rep q vit", "pruning", "post training quantisation", "method"])
    expect(find(query).filter(([, why]) => why === null)).toEqual(find(query, bare));
});

test("what becomes known, changes or leaves is found, or not any more", () => {
  const { details: _, ...bare } = ivit;
  const changing = createSearch([bare], vocabulary);
  expect(find("author:gu", changing)).toEqual([]);
  changing.update({ added: [ivit], removed: [bare] });
  expect(find("author:gu", changing)).toHaveLength(1);
  expect(find("shiftmax", changing)).toHaveLength(1);
  changing.update({ added: [], removed: [ivit] });
  expect(find("shiftmax", changing)).toEqual([]);
});

test("a subscription's filter may name an author", () => {
  const parsed = search.parse("author:li vit");
  if (parsed.kind !== "query") throw new Error(parsed.message);
  expect(papers.filter((one) => matches(parsed.query, one))).toEqual([ivit, repq]);
});
