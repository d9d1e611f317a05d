import { describe, expect, test } from "vitest";
import type { Details } from "../../src/catalogue/details.js";
import { createListIndex } from "../../src/lists/list-index.js";
import type { ListView, ServedList } from "../../src/lists/list-view.js";
import { paper, queryOf, vocabulary } from "../search/fixtures.js";
import { servedList, viewOver } from "./support.js";

const link = (url: string) => ({ kind: "code" as const, label: "code", url });
const vit = { ...paper("I-ViT: Integer-only Quantization", { venue: "ICCV", year: 2023 }), tags: ["ViT"] };
const vitElsewhere = { ...vit, venue: null, tags: ["integer"], links: [link("https://example.org/i-vit")] };
const llm = paper("SmoothQuant for Large Language Models", { venue: "ICML", year: 2023 });
const speech = paper("Pruning Speech Recognition", { year: 2024 });

function titles({ search }: ListView, text: string): string[] {
  return search.find(queryOf(search, text)).hits.map((hit) => hit.paper.title);
}

function indexOver(...lists: readonly ServedList[]) {
  const listIndex = createListIndex(vocabulary);
  for (const list of lists) listIndex.replace(list);
  return listIndex;
}

describe("a paper in several lists", () => {
  const listView = viewOver(servedList("quant", [vit, llm]), servedList("efficient", [speech, vitElsewhere]));

  test("is one search result, with its lists and everything they say about it", () => {
    expect(titles(listView, "integer quantization")).toEqual([vit.title]);
    const [hit] = listView.search.find(queryOf(listView.search, "ivit")).hits;
    expect(hit?.paper).toMatchObject({
      lists: ["quant", "efficient"],
      venue: "ICCV",
      tags: ["ViT", "integer"],
      links: [link("https://example.org/i-vit")],
    });
    expect(listView.papers.map(({ title }) => title)).toEqual([vit.title, llm.title, speech.title]);
  });

  test("shows the venue of publication that any of them states, each title and each link once", () => {
    const arxiv = (url: string) => ({ kind: "arxiv" as const, label: "arXiv", url });
    const preprint = {
      ...paper("Sorting Harbour Logs", { venue: "arXiv", year: 2023 }),
      links: [arxiv("https://arxiv.org/abs/2605.01234")],
    };
    const accepted = {
      ...preprint,
      title: "Driftwood: Sorting Harbour Logs",
      venue: "ICLR",
      year: 2024,
      links: [arxiv("https://arxiv.org/pdf/2605.01234v2"), link("https://example.org/driftwood")],
    };
    const both = viewOver(servedList("quant", [preprint]), servedList("efficient", [accepted]));
    const index = indexOver(servedList("quant", [preprint]), servedList("efficient", [accepted]));
    expect(index.described(accepted).otherTitles).toEqual(["Sorting Harbour Logs"]);
    const added = indexOver(servedList("added", [preprint], { isPublic: false }));
    expect(added.described(accepted).otherTitles).toEqual([]);
    expect(both.byId.get(preprint.id)).toMatchObject({
      title: "Sorting Harbour Logs",
      otherTitles: ["Driftwood: Sorting Harbour Logs"],
      venue: "ICLR",
      year: 2024,
      links: [preprint.links[0], link("https://example.org/driftwood")],
      addedLinks: { "https://example.org/driftwood": "efficient" },
    });
    expect(titles(both, "venue:iclr")).toEqual([preprint.title]);
    const { hits } = both.search.find(queryOf(both.search, "driftwood"));
    expect(hits.map(({ paper, why }) => [paper.title, why])).toEqual([
      [preprint.title, "by its title in another list"],
    ]);
  });

  test("is found by list: for each of them, by id and by name", () => {
    expect(titles(listView, "list:quant")).toEqual([vit.title, llm.title]);
    expect(titles(listView, 'list:"The list efficient"')).toEqual([speech.title, vit.title]);
    expect(titles(listView, "list:quant,efficient integer")).toEqual([vit.title]);
    expect(titles(listView, "-list:efficient")).toEqual([llm.title]);
  });

  test("stays, with what the other list says, when one list removes it", () => {
    const listIndex = indexOver(servedList("quant", [vit, llm]), servedList("efficient", [vitElsewhere]));
    expect(listIndex.viewOf(["quant", "efficient"]).byId.get(vit.id)?.lists).toEqual(["quant", "efficient"]);
    listIndex.replace(servedList("quant", [llm]));
    const after = listIndex.viewOf(["quant", "efficient"]);
    expect(after.byId.get(vit.id)).toMatchObject({ lists: ["efficient"], venue: null });
    expect(titles(after, "venue:iccv")).toEqual([]);
    expect(titles(after, "ivit")).toEqual([vit.title]);
  });
});

describe("a paper that two lists first had under unlike titles", () => {
  const nickname = { ...paper("Driftwood-2"), links: [link("https://example.org/driftwood")] };
  const here = paper("Sorting Harbour Logs with Sparse Attention");
  const retitled = { ...nickname, title: here.title };

  test("is one from when one list takes the other's title, also under the id in messages sent before", () => {
    const listIndex = indexOver(servedList("quant", [here, vit]), servedList("efficient", [nickname]));
    expect(listIndex.viewOf(["quant", "efficient"]).papers).toHaveLength(3);
    listIndex.replace(servedList("efficient", [retitled]));
    const { papers, byId, search } = listIndex.viewOf(["quant", "efficient"]);
    expect(papers.map(({ title, lists }) => [title, lists])).toEqual([
      [here.title, ["quant", "efficient"]],
      [vit.title, ["quant"]],
    ]);
    expect(byId.get(nickname.id)).toBe(byId.get(here.id));
    expect(byId.get(here.id)?.links).toEqual(nickname.links);
    expect(search.find(queryOf(search, "harbour")).total).toBe(1);
    expect(listIndex.viewOf(["efficient"]).papers.map(({ id }) => id)).toEqual([here.id]);
  });

  test("is two again when the lists disagree again", () => {
    const listIndex = indexOver(servedList("quant", [here]), servedList("efficient", [retitled]));
    expect(listIndex.viewOf(["quant", "efficient"]).papers).toHaveLength(1);
    listIndex.replace(servedList("quant", [{ ...here, title: "Harbour Logs" }]));
    expect(listIndex.viewOf(["quant", "efficient"]).papers.map(({ id }) => id)).toEqual([
      here.id,
      nickname.id,
    ]);
  });

  test("stays two where the lists give it different arXiv ids", () => {
    const [one, other] = [
      { ...here, arxivId: "2605.01234" },
      { ...retitled, arxivId: "2605.09999" },
    ];
    const listIndex = indexOver(servedList("quant", [one]), servedList("efficient", [other]));
    expect(listIndex.viewOf(["quant", "efficient"]).papers).toHaveLength(2);
  });
});

describe("an arXiv id under unlike titles", () => {
  const arxivId = "2605.01234";
  const gulls = { ...paper("Counting Gulls by Ear in Harbour Recordings"), arxivId };
  const former = { ...paper("Listening for Seabirds with Weakly Labelled Coastal Audio"), arxivId };
  const cranes = { ...paper("Sorting Shells with Sparse Attention"), arxivId };
  const abstract =
    "Seabirds are loud. We listen for them with weakly labelled audio of coastal harbours, and count gulls by ear.";
  const details = (title: string): Details => ({
    source: "arXiv",
    title,
    authors: ["Ada Tern"],
    abstract,
    year: 2026,
    doi: null,
    journal: null,
    isWithdrawn: false,
  });

  function indexWith(known: Map<string, Details>, ...lists: readonly ServedList[]) {
    const listIndex = createListIndex(vocabulary, { detailsOfKey: (key) => known.get(key) ?? null });
    for (const list of lists) listIndex.replace(list);
    return { listIndex, papers: () => listIndex.viewOf(lists.map(({ id }) => id)).papers };
  }

  test("is one paper from when arXiv's abstract has the words of a former title", async () => {
    const known = new Map<string, Details>();
    const { listIndex, papers } = indexWith(known, servedList("one", [gulls]), servedList("two", [former]));
    expect(papers()).toHaveLength(2);
    known.set(`arxiv:${arxivId}`, details(gulls.title));
    listIndex.describe([gulls.id, former.id]);
    await listIndex.settled();
    expect(papers()).toMatchObject([{ id: gulls.id, lists: ["one", "two"], otherTitles: [former.title] }]);
  });

  test("is two from when arXiv says that one title is of another paper, whichever list has it", async () => {
    for (const lists of [
      [gulls, { ...cranes, id: gulls.id }],
      [
        { ...cranes, id: cranes.id },
        { ...gulls, id: cranes.id },
      ],
    ]) {
      const known = new Map<string, Details>();
      const served = lists.map((each, index) => servedList(`list-${index}`, [each, vit]));
      const { listIndex, papers } = indexWith(known, ...served);
      expect(papers()).toHaveLength(2);
      known.set(`arxiv:${arxivId}`, details(gulls.title));
      listIndex.describe(lists.map(({ id }) => id));
      await listIndex.settled();
      expect(papers().map(({ title, lists }) => [title, lists])).toEqual([
        [lists[0]?.title, ["list-0"]],
        [vit.title, ["list-0", "list-1"]],
        [lists[1]?.title, ["list-1"]],
      ]);
    }
  });

  test("stays as it is where arXiv's answer does not tell", async () => {
    const known = new Map([[`arxiv:${arxivId}`, { ...details(gulls.title), abstract: null }]]);
    const joined = indexWith(
      known,
      servedList("one", [gulls]),
      servedList("two", [{ ...cranes, id: gulls.id }]),
    );
    expect(joined.papers()).toHaveLength(1);
    const apart = indexWith(known, servedList("one", [gulls]), servedList("two", [cranes]));
    expect(apart.papers()).toHaveLength(2);
  });
});

test("the very title takes the paper's id from one of another title that has it", () => {
  const widget = paper("BlitzWidget: Fast Widgets");
  const lesser = { ...paper("Shells in Shallow Water"), id: widget.id };
  const very = { ...widget, id: "veryowned1" };
  for (const own of [
    [lesser, very],
    [very, lesser],
  ]) {
    const { papers } = indexOver(servedList("one", [widget]), servedList("two", own)).viewOf(["one", "two"]);
    expect(papers).toMatchObject([
      { id: widget.id, lists: ["one", "two"], otherTitles: [] },
      { id: paper(lesser.title).id, title: lesser.title, lists: ["two"] },
    ]);
  }
});

describe("what a server sees", () => {
  const listIndex = indexOver(
    servedList("quant", [vit, llm]),
    servedList("efficient", [vitElsewhere, speech]),
  );

  test("is found, suggested and similar to others only there", () => {
    const { search } = listIndex.viewOf(["quant"]);
    expect(search.find(queryOf(search, "speech")).hits).toEqual([]);
    expect(search.find(queryOf(search, "speech")).nearest.map(({ title }) => title)).not.toContain(
      speech.title,
    );
    expect(search.suggest("pru", 5)).toEqual([]);
    expect(search.suggest("", 5).map(({ title }) => title)).toEqual([vit.title, llm.title]);
    expect(search.similar(speech, 5)).toEqual([]);
    expect(search.find(queryOf(search, "")).total).toBe(2);
  });

  test("shows each paper as its own lists have it", () => {
    const { search } = listIndex.viewOf(["efficient"]);
    expect(search.find(queryOf(search, "ivit")).hits[0]?.paper).toMatchObject({
      lists: ["efficient"],
      venue: null,
      tags: ["integer"],
    });
  });

  test("accepts list: only for visible lists", () => {
    const { search } = listIndex.viewOf(["quant"]);
    expect(search.parse("list:efficient vit")).toMatchObject({
      kind: "invalid",
      message: 'No list is called "efficient"; the only one is "quant".',
      position: 0,
    });
    expect(search.parse("list:qunt vit")).toMatchObject({
      query: { text: "vit", with: { lists: ["quant"] } },
    });
  });
});

describe("a list that a server has added", () => {
  const hostile = { ...vit, tags: [], links: [link("https://evil.example/")] };
  const own = paper("A Paper of Our Own");
  const listIndex = indexOver(
    servedList("quant", [vit, llm]),
    servedList("ours", [hostile, own], { isPublic: false }),
  );

  test("changes nothing for other servers", () => {
    const others = listIndex.viewOf(["quant"]);
    expect(others.byId.get(vit.id)?.links).toEqual([]);
    expect(titles(others, "has:code")).toEqual([]);
    expect(titles(others, "own")).toEqual([]);
  });

  test("is merged with the public lists where it is visible, without duplicates", () => {
    const ours = listIndex.viewOf(["quant", "ours"]);
    expect(titles(ours, "quantization")).toEqual([vit.title, llm.title]);
    expect(ours.byId.get(vit.id)).toMatchObject({ lists: ["quant", "ours"], links: hostile.links });
    expect(titles(ours, "own")).toEqual([own.title]);
  });
});

test("lists of one name are told apart, however it is spelled", () => {
  const listIndex = indexOver(
    servedList("one", [vit], { name: "Tide-Agents Papers" }),
    servedList("two", [llm], { name: "Tide Agents Papers" }),
    servedList("three", [speech], { name: "Gulls" }),
  );
  expect(listIndex.viewOf(["one", "two", "three"]).lists.map(({ name }) => name)).toEqual([
    "Tide-Agents Papers (one)",
    "Tide Agents Papers (two)",
    "Gulls",
  ]);
  expect(listIndex.viewOf(["two", "three"]).lists.map(({ name }) => name)).toEqual([
    "Tide Agents Papers",
    "Gulls",
  ]);
});

test("an updated index finds what a rebuilt one finds", () => {
  const many = Array.from({ length: 40 }, (_, i) => paper(`Method ${i} of Quantization`, { year: 2000 + i }));
  const listIndex = indexOver(servedList("a", many.slice(0, 30)), servedList("b", many.slice(20)));
  listIndex.viewOf(["a", "b"]);
  const retitled = { ...many[3], ...paper("Another Title about Pruning"), id: many[3]?.id ?? "" };
  const changed = servedList("a", [...many.slice(0, 3), retitled, ...many.slice(5, 30)]);
  listIndex.replace(changed);
  const rebuilt = indexOver(changed, servedList("b", many.slice(20)));
  for (const text of ["quantization", "pruning", "list:a", "method 4", "year:2000..2010"])
    expect(titles(listIndex.viewOf(["a", "b"]), text)).toEqual(titles(rebuilt.viewOf(["a", "b"]), text));
});

test("a view of no list, or of removed lists, is empty and says so", () => {
  const listIndex = indexOver(servedList("a", [vit]));
  expect(listIndex.viewOf([])).toMatchObject({ name: "0 lists", papers: [] });
  listIndex.remove("a");
  expect(listIndex.viewOf(["a"]).papers).toEqual([]);
  expect(listIndex.viewOf(["a"]).search.suggest("", 5)).toEqual([]);
});
