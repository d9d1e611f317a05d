import { describe, expect, test } from "vitest";
import { createLibraries } from "../../src/lists/list-index.js";
import type { Library, ServedList } from "../../src/lists/list-view.js";
import { paper, queryOf, vocabulary } from "../search/fixtures.js";
import { libraryOver, servedList } from "./support.js";

const link = (url: string) => ({ kind: "code" as const, label: "code", url });
const vit = { ...paper("I-ViT: Integer-only Quantization", { venue: "ICCV", year: 2023 }), tags: ["ViT"] };
const vitElsewhere = { ...vit, venue: null, tags: ["integer"], links: [link("https://example.org/i-vit")] };
const llm = paper("SmoothQuant for Large Language Models", { venue: "ICML", year: 2023 });
const speech = paper("Pruning Speech Recognition", { year: 2024 });

function titles({ search }: Library, text: string): string[] {
  return search.find(queryOf(search, text)).hits.map((hit) => hit.paper.title);
}

function librariesOf(...lists: readonly ServedList[]) {
  const libraries = createLibraries(vocabulary);
  for (const list of lists) libraries.replace(list);
  return libraries;
}

describe("a paper that stands in several lists", () => {
  const library = libraryOver(
    servedList("quant", [vit, llm]),
    servedList("efficient", [speech, vitElsewhere]),
  );

  test("is one paper in search, with the lists it is in, and all that they say of it", () => {
    expect(titles(library, "integer quantization")).toEqual([vit.title]);
    const [hit] = library.search.find(queryOf(library.search, "ivit")).hits;
    expect(hit?.paper).toMatchObject({
      lists: ["quant", "efficient"],
      venue: "ICCV",
      tags: ["ViT", "integer"],
      links: [link("https://example.org/i-vit")],
    });
    expect(library.papers.map(({ title }) => title)).toEqual([vit.title, llm.title, speech.title]);
  });

  test("is found by list: for each of them, by id and by name", () => {
    expect(titles(library, "list:quant")).toEqual([vit.title, llm.title]);
    expect(titles(library, 'list:"The list efficient"')).toEqual([speech.title, vit.title]);
    expect(titles(library, "list:quant,efficient integer")).toEqual([vit.title]);
    expect(titles(library, "-list:efficient")).toEqual([llm.title]);
  });

  test("stays, with what the other says, when one list drops it", () => {
    const libraries = librariesOf(servedList("quant", [vit, llm]), servedList("efficient", [vitElsewhere]));
    expect(libraries.of(["quant", "efficient"]).byId.get(vit.id)?.lists).toEqual(["quant", "efficient"]);
    libraries.replace(servedList("quant", [llm]));
    const after = libraries.of(["quant", "efficient"]);
    expect(after.byId.get(vit.id)).toMatchObject({ lists: ["efficient"], venue: null });
    expect(titles(after, "venue:iccv")).toEqual([]);
    expect(titles(after, "ivit")).toEqual([vit.title]);
  });
});

describe("what a server sees", () => {
  const libraries = librariesOf(
    servedList("quant", [vit, llm]),
    servedList("efficient", [vitElsewhere, speech]),
  );

  test("is found, suggested and similar to others only there", () => {
    const { search } = libraries.of(["quant"]);
    expect(search.find(queryOf(search, "speech")).hits).toEqual([]);
    expect(search.find(queryOf(search, "speech")).nearest.map(({ title }) => title)).not.toContain(
      speech.title,
    );
    expect(search.suggest("pru", 5)).toEqual([]);
    expect(search.suggest("", 5).map(({ title }) => title)).toEqual([vit.title, llm.title]);
    expect(search.similar(speech, 5)).toEqual([]);
    expect(search.find(queryOf(search, "")).total).toBe(2);
  });

  test("has each paper as its own lists have it", () => {
    const { search } = libraries.of(["efficient"]);
    expect(search.find(queryOf(search, "ivit")).hits[0]?.paper).toMatchObject({
      lists: ["efficient"],
      venue: null,
      tags: ["integer"],
    });
  });

  test("is asked for by list: only where it is seen", () => {
    const { search } = libraries.of(["quant"]);
    expect(search.parse("list:efficient vit")).toMatchObject({
      kind: "invalid",
      message: 'No list is called "efficient"; the only one is "quant".',
      position: 0,
    });
    expect(search.parse("list:qunt vit")).toMatchObject({ suggestion: "list:quant vit" });
  });
});

describe("a list that a server has added", () => {
  const hostile = { ...vit, tags: [], links: [link("https://evil.example/")] };
  const own = paper("A Paper of Our Own");
  const libraries = librariesOf(
    servedList("quant", [vit, llm]),
    servedList("ours", [hostile, own], { isEveryones: false }),
  );

  test("changes nothing of what others see", () => {
    const others = libraries.of(["quant"]);
    expect(others.byId.get(vit.id)?.links).toEqual([]);
    expect(titles(others, "has:code")).toEqual([]);
    expect(titles(others, "own")).toEqual([]);
  });

  test("is one library with everyone's where it is seen, without a paper twice", () => {
    const ours = libraries.of(["quant", "ours"]);
    expect(titles(ours, "quantization")).toEqual([vit.title, llm.title]);
    expect(ours.byId.get(vit.id)).toMatchObject({ lists: ["quant", "ours"], links: hostile.links });
    expect(titles(ours, "own")).toEqual([own.title]);
  });
});

test("an index that is kept up to date finds what one made anew finds", () => {
  const many = Array.from({ length: 40 }, (_, i) => paper(`Method ${i} of Quantization`, { year: 2000 + i }));
  const libraries = librariesOf(servedList("a", many.slice(0, 30)), servedList("b", many.slice(20)));
  libraries.of(["a", "b"]);
  const retitled = { ...many[3], ...paper("Another Title about Pruning"), id: many[3]?.id ?? "" };
  const changed = servedList("a", [...many.slice(0, 3), retitled, ...many.slice(5, 30)]);
  libraries.replace(changed);
  const anew = librariesOf(changed, servedList("b", many.slice(20)));
  for (const text of ["quantization", "pruning", "list:a", "method 4", "year:2000..2010"])
    expect(titles(libraries.of(["a", "b"]), text)).toEqual(titles(anew.of(["a", "b"]), text));
});

test("a library of no list, and of lists that are gone, is empty and says so", () => {
  const libraries = librariesOf(servedList("a", [vit]));
  expect(libraries.of([])).toMatchObject({ name: "0 lists", papers: [] });
  libraries.remove("a");
  expect(libraries.of(["a"]).papers).toEqual([]);
  expect(libraries.of(["a"]).search.suggest("", 5)).toEqual([]);
});
